package app.parley.account;

import app.parley.text.Language;
import app.parley.web.Viewer;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person with an account. */
@Entity
@DynamicUpdate
@Table(name = "users")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String username;

    @SuppressWarnings("UnusedVariable") // for queries and for the unique index
    private String usernameKey;

    private String name;
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Role role;

    private String bio = "";
    private String status = "";

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Theme theme = Theme.SYSTEM;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Density density = Density.COMFORTABLE;

    /** For queries. */
    @ElementCollection
    @CollectionTable(name = "search_key", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "search_key")
    private Set<String> searchKeys = new HashSet<>();

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable Language language;

    private @Nullable String timeZone;
    private @Nullable Instant doNotDisturbUntil;

    /** The version of the picture that is shown. */
    private @Nullable String picture;

    private boolean showsTyping = true;
    private boolean showsReads = true;
    private boolean active = true;
    private Instant createdAt;

    User(Username username, PersonName name, String passwordHash, Role role, Instant now) {
        this.username = username.value();
        this.usernameKey = username.key();
        this.name = name.value();
        this.passwordHash = passwordHash;
        this.role = role;
        this.createdAt = now;
        this.searchKeys.addAll(SearchPrefix.keys(this.name, this.username));
    }

    /** For Hibernate, which fills the fields afterwards. */
    @SuppressWarnings("NullAway")
    protected User() {}

    /**
     * The number that names this user everywhere.
     *
     * @throws IllegalStateException before the user is stored
     */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("A user who is not stored has no id");
        }
        return id;
    }

    /** The unique name, without {@code @}. */
    public String username() {
        return username;
    }

    /** The name that people see. */
    public String name() {
        return name;
    }

    /** A few words about the person, or empty. */
    public String bio() {
        return bio;
    }

    /** A few words about now, or empty. */
    String status() {
        return status;
    }

    public Role role() {
        return role;
    }

    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }

    /** Whether the account may be used; a deactivated person stays the author of what was written. */
    public boolean isActive() {
        return active;
    }

    /** When the account was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** This person as pages show one. */
    public Viewer viewer() {
        String path = picture == null ? null : "/users/" + id() + "/picture/" + picture;
        return new Viewer(
                id(),
                name,
                username,
                isAdministrator(),
                theme.word(),
                density.word(),
                language,
                status,
                doNotDisturbUntil,
                path);
    }

    @Nullable
    Language language() {
        return language;
    }

    /** The language in which to write to this person, as far as we know: else English. */
    public Locale locale() {
        return Objects.requireNonNullElse(language, Language.ENGLISH).locale();
    }

    /** Where this person is, as far as we know: else where the server is. */
    public ZoneId timeZone() {
        return timeZone == null ? ZoneId.systemDefault() : ZoneId.of(timeZone);
    }

    /** Until when this person wants to be told of nothing; empty, or in the past, for not now. */
    public Optional<Instant> doNotDisturbUntil() {
        return Optional.ofNullable(doNotDisturbUntil);
    }

    /** The name of the time zone that this person chose; null if none was ever saved. */
    public @Nullable String timeZoneName() {
        return timeZone;
    }

    /** Whether others may see that this person is typing. */
    public boolean showsTyping() {
        return showsTyping;
    }

    /** Whether others may see how far this person has read; who does not show it sees it of nobody. */
    public boolean showsReads() {
        return showsReads;
    }

    String passwordHash() {
        return passwordHash;
    }

    Theme theme() {
        return theme;
    }

    Density density() {
        return density;
    }

    void describe(PersonName name, Bio bio) {
        if (!name.value().equals(this.name)) {
            this.name = name.value();
            this.searchKeys.clear();
            this.searchKeys.addAll(SearchPrefix.keys(this.name, this.username));
        }
        this.bio = bio.value();
    }

    void say(Status status) {
        this.status = status.value();
    }

    void prefer(Theme theme, Density density) {
        this.theme = theme;
        this.density = density;
    }

    void speak(Language language) {
        this.language = language;
    }

    void move(@Nullable String timeZone) {
        this.timeZone = timeZone;
    }

    void doNotDisturb(@Nullable Instant until) {
        this.doNotDisturbUntil = until;
    }

    void show(@Nullable String picture) {
        this.picture = picture;
    }

    void showTyping(boolean shown) {
        this.showsTyping = shown;
    }

    void showReads(boolean shown) {
        this.showsReads = shown;
    }

    void deactivate() {
        this.active = false;
    }
}
