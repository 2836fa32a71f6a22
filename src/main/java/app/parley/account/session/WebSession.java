package app.parley.account.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;

/** One browser's visit, which knows what of it the database does not have yet. */
final class WebSession implements Session {

    /** The attributes that have columns of their own: who is signed in, by which remembered sign-in, from where. */
    static final String USER = "user";

    static final String SERIES = "series";
    static final String ADDRESS = "address";
    static final String BROWSER = "browser";

    /** The hash of the password that was found right a moment ago: asked once more as the session begins, never stored. */
    static final String PROOF = "proof";

    private static final Set<String> NOT_OTHER = Set.of(USER, SERIES, ADDRESS, BROWSER, PROOF);

    static final Duration IDLE_LIMIT = Duration.ofDays(14);
    static final Duration ABSOLUTE_LIMIT = Duration.ofDays(90);

    /** How far the stored time of the last access may lag behind: a page view writes nothing. */
    static final Duration ACCESS_LAG = Duration.ofMinutes(10);

    private final MapSession state;
    private @Nullable String storedHash;
    private @Nullable Instant storedAccess;
    private @Nullable String formerId;
    private boolean changed;

    private WebSession(MapSession state) {
        this.state = state;
    }

    static WebSession fresh(Instant now) {
        var state = new MapSession(Secret.random());
        state.setCreationTime(now);
        state.setLastAccessedTime(now);
        return new WebSession(state);
    }

    static WebSession stored(String id, Instant created, Instant lastAccess, Map<String, Object> attributes) {
        var state = new MapSession(id);
        state.setCreationTime(created);
        state.setLastAccessedTime(lastAccess);
        attributes.forEach(state::setAttribute);
        var session = new WebSession(state);
        session.stored();
        return session;
    }

    /** Says that the database now has everything. */
    void stored() {
        storedHash = hash();
        storedAccess = getLastAccessedTime();
        changed = false;
        formerId = null;
    }

    /** Under which hash the row is, or null if there is none yet. */
    @Nullable
    String storedHash() {
        return storedHash;
    }

    /** The id that was changed and is still the stored one, or null. */
    @Nullable
    String formerId() {
        return formerId;
    }

    boolean isChanged() {
        return changed;
    }

    boolean isAccessOutdated() {
        return storedAccess != null && storedAccess.plus(ACCESS_LAG).isBefore(getLastAccessedTime());
    }

    String hash() {
        return Secret.hash(getId());
    }

    /** When it ends unless somebody comes back, at the latest 90 days after it began. */
    Instant expires() {
        Instant idle = getLastAccessedTime().plus(IDLE_LIMIT);
        Instant end = getCreationTime().plus(ABSOLUTE_LIMIT);
        return idle.isBefore(end) ? idle : end;
    }

    /** What has no column. */
    Map<String, Object> otherAttributes() {
        var others = new HashMap<String, Object>();
        for (String name : getAttributeNames()) {
            Object value = getAttribute(name);
            if (!NOT_OTHER.contains(name) && value != null) {
                others.put(name, value);
            }
        }
        return others;
    }

    @Override
    public String getId() {
        return state.getId();
    }

    @Override
    public String changeSessionId() {
        changed = true;
        formerId = state.getId();
        state.setId(Secret.random());
        return state.getId();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Spring Session declares it
    public <T> @Nullable T getAttribute(String name) {
        return state.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return state.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        changed = true;
        state.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        changed = changed || state.getAttribute(name) != null;
        state.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
        return state.getCreationTime();
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        state.setLastAccessedTime(time);
    }

    @Override
    public Instant getLastAccessedTime() {
        return state.getLastAccessedTime();
    }

    /** The limits are the server's; the container's own default is not asked. */
    @Override
    public void setMaxInactiveInterval(Duration interval) {}

    @Override
    public Duration getMaxInactiveInterval() {
        return Duration.between(getLastAccessedTime(), expires());
    }

    @Override
    public boolean isExpired() {
        return !expires().isAfter(Instant.now());
    }
}
