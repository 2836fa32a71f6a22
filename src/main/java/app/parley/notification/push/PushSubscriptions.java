package app.parley.notification.push;

import app.parley.account.session.BrowserSignIn;
import app.parley.account.session.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The browsers that want to be told. A subscription hangs on the sign-in of its browser by a foreign key: signing out, here
 * or from elsewhere, a changed password and the end of the session delete it with the row that they delete.
 */
@Component
class PushSubscriptions {

    /** More than anybody's devices; the oldest goes. */
    static final int PER_PERSON = 20;

    /** How often in a row a push service may refuse before it is believed. */
    static final int REFUSALS = 3;

    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final Clock clock;

    PushSubscriptions(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Keeps this browser's subscription. Whoever registers an endpoint last owns it: the browser has changed hands. The same
     * registration again writes nothing.
     *
     * @throws AuthenticationCredentialsNotFoundException if the browser is signed out at this moment
     */
    void register(long userId, BrowserSignIn signIn, PushEndpoint endpoint, RecipientKeys keys) {
        for (int i = 1; ; i++) {
            try {
                writing.executeWithoutResult(_ -> replace(userId, signIn, endpoint, keys));
                return;
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Forgets this endpoint if it is this person's. */
    void forget(long userId, String endpoint) {
        writing.executeWithoutResult(
                _ -> jdbc.sql("delete from push_subscription where endpoint_hash = ? and user_id = ?")
                        .params(Secret.hash(endpoint), userId)
                        .update());
    }

    /** The browsers of an active person, the newest first; none of a deactivated one. */
    List<PushSubscription> of(long userId) {
        return Objects.requireNonNull(reading.execute(_ -> jdbc.sql("""
                        select s.id, s.user_id, s.endpoint, s.p256dh, s.auth, s.refusals
                        from push_subscription s join users u on u.id = s.user_id
                        where s.user_id = ? and u.active = true
                        order by s.id desc limit ?""")
                .params(userId, PER_PERSON)
                .query(PushSubscriptions::subscription)
                .list()));
    }

    /** The browser of an active person. */
    Optional<PushSubscription> find(long id) {
        return Objects.requireNonNull(reading.execute(_ ->
                jdbc.sql("""
                        select s.id, s.user_id, s.endpoint, s.p256dh, s.auth, s.refusals
                        from push_subscription s join users u on u.id = s.user_id
                        where s.id = ? and u.active = true""").param(id).query(PushSubscriptions::subscription).optional()));
    }

    void drop(PushSubscription subscription) {
        writing.executeWithoutResult(_ -> jdbc.sql("delete from push_subscription where id = ?")
                .param(subscription.id())
                .update());
    }

    /** Its push service took a message, so earlier refusals mean nothing. */
    void accepted(PushSubscription subscription) {
        if (subscription.refusals() > 0) {
            writing.executeWithoutResult(_ -> jdbc.sql("update push_subscription set refusals = 0 where id = ?")
                    .param(subscription.id())
                    .update());
        }
    }

    /** Counts a refusal; after {@value #REFUSALS} in a row the subscription goes. */
    void refused(PushSubscription subscription) {
        writing.executeWithoutResult(_ -> {
            jdbc.sql("update push_subscription set refusals = refusals + 1 where id = ?")
                    .param(subscription.id())
                    .update();
            jdbc.sql("delete from push_subscription where id = ? and refusals >= ?")
                    .params(subscription.id(), REFUSALS)
                    .update();
        });
    }

    /** Nothing is sent to a deactivated person anyway; this forgets where it could have been sent. */
    @Scheduled(fixedDelay = 60, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        writing.executeWithoutResult(_ -> jdbc.sql("""
                delete from push_subscription where not exists (
                    select 1 from users u where u.id = push_subscription.user_id and u.active = true)""").update());
    }

    private static PushSubscription subscription(ResultSet row, int number) throws SQLException {
        return new PushSubscription(
                row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5), row.getInt(6));
    }

    private void replace(long userId, BrowserSignIn signIn, PushEndpoint endpoint, RecipientKeys keys) {
        String series = storedSeries(signIn);
        String session = series == null ? storedSession(signIn) : null;
        String hash = Secret.hash(endpoint.uri().toString());
        if (isKnown(userId, hash, keys, series, session)) {
            return;
        }
        jdbc.sql("delete from push_subscription where endpoint_hash = ?")
                .param(hash)
                .update();
        jdbc.sql("""
                insert into push_subscription (user_id, endpoint_hash, endpoint, p256dh, auth, session_hash, series_hash,
                    refusals, created_at)
                values (?, ?, ?, ?, ?, ?, ?, 0, ?)""")
                .param(userId)
                .param(hash)
                .param(endpoint.uri().toString())
                .param(keys.p256dhText())
                .param(keys.authText())
                .param(session)
                .param(series)
                .param(clock.millis())
                .update();
        dropBeyondLimit(userId);
    }

    /** Who stays signed in does so longer than a session lasts, so the series is what the subscription hangs on. */
    private @Nullable String storedSeries(BrowserSignIn signIn) {
        if (signIn.seriesHash() == null) {
            return null;
        }
        return jdbc.sql("select series_hash from remembered_sign_in where series_hash = ?")
                .param(signIn.seriesHash())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private String storedSession(BrowserSignIn signIn) {
        return jdbc.sql("select id_hash from web_session where id_hash = ?")
                .param(signIn.sessionHash())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("Signed out meanwhile"));
    }

    private boolean isKnown(
            long userId, String hash, RecipientKeys keys, @Nullable String series, @Nullable String session) {
        return jdbc.sql("""
                        select count(*) from push_subscription
                        where endpoint_hash = ? and user_id = ? and p256dh = ? and auth = ?
                            and coalesce(series_hash, '') = ? and coalesce(session_hash, '') = ?""")
                        .params(hash, userId, keys.p256dhText(), keys.authText())
                        .params(Objects.requireNonNullElse(series, ""), Objects.requireNonNullElse(session, ""))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void dropBeyondLimit(long userId) {
        Optional<Long> tooOld = jdbc.sql(
                        "select id from push_subscription where user_id = ? order by id desc limit 1 offset ?")
                .params(userId, PER_PERSON)
                .query(Long.class)
                .optional();
        tooOld.ifPresent(id -> jdbc.sql("delete from push_subscription where user_id = ? and id <= ?")
                .params(userId, id)
                .update());
    }
}
