package app.parley.account.session;

import app.parley.realtime.LiveSessions;
import app.parley.storage.DatabaseWatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The web sessions, in the database: they outlive the server and any node serves them.
 *
 * <p>Not Spring Session JDBC: that writes at every request, reads inside a write transaction (on SQLite there is one
 * writer) and stores the ids in clear. Here a visitor without attributes has no row, a page view reads one row by its
 * primary key and writes nothing, and the session of a deactivated account is not found.
 */
@Component
class WebSessions implements SessionRepository<WebSession> {

    private static final Logger log = LoggerFactory.getLogger(WebSessions.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final LiveSessions sockets;
    private final DatabaseWatch database;
    private final Clock clock;

    WebSessions(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            LiveSessions sockets,
            DatabaseWatch database,
            Clock clock) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
        this.sockets = sockets;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public WebSession createSession() {
        return WebSession.fresh(clock.instant());
    }

    @Override
    public void save(WebSession session) {
        if (session.storedHash() == null) {
            if (!session.getAttributeNames().isEmpty()) {
                writing.executeWithoutResult(_ -> begin(session));
                session.stored();
            }
        } else if (session.isChanged()) {
            writing.executeWithoutResult(_ -> update(session, session.storedHash()));
            if (session.formerId() != null) {
                sockets.endHttpSession(session.formerId()); // whoever had a copy of the id
            }
            session.stored();
        } else if (session.isAccessOutdated() && !database.isRefusing()) {
            touch(session, session.storedHash());
        }
    }

    /** A page that can be read is shown, also while nothing can be written: the next one says when its reader came last. */
    private void touch(WebSession session, String storedHash) {
        try {
            writing.executeWithoutResult(_ -> update(session, storedHash));
            session.stored();
        } catch (RuntimeException e) {
            if (!database.note(e)) {
                throw e;
            }
        }
    }

    @Override
    public @Nullable WebSession findById(String id) {
        return reading.execute(_ -> jdbc.sql("""
                        select s.user_id, s.series_hash, s.address, s.browser, s.attributes, s.created_at, s.last_access_at
                        from web_session s left join users u on u.id = s.user_id
                        where s.id_hash = :hash and s.expires_at > :now and (s.user_id is null or u.active = true)""")
                .param("hash", Secret.hash(id))
                .param("now", clock.millis())
                .query((row, _) -> stored(id, row))
                .optional()
                .orElse(null));
    }

    /** Ends the session and closes the sockets that it opened. */
    @Override
    public void deleteById(String id) {
        writing.executeWithoutResult(_ -> jdbc.sql("delete from web_session where id_hash = ?")
                .param(Secret.hash(id))
                .update());
        sockets.endHttpSession(id);
    }

    /** Forgets every session of the user except the one with this hash. */
    void deleteOthers(long userId, String exceptHash) {
        writing.executeWithoutResult(_ -> jdbc.sql("delete from web_session where user_id = ? and id_hash <> ?")
                .params(userId, exceptHash)
                .update());
    }

    /** Ends the sessions that began with this remembered sign-in of the user, and their sockets. */
    void deleteBySeries(long userId, String seriesHash) {
        writing.executeWithoutResult(_ -> jdbc.sql("delete from web_session where user_id = ? and series_hash = ?")
                .params(userId, seriesHash)
                .update());
        sockets.endUser(userId, id -> findById(id) == null);
    }

    void deleteExpired() {
        writing.executeWithoutResult(_ -> jdbc.sql("delete from web_session where expires_at <= ?")
                .param(clock.millis())
                .update());
    }

    /**
     * Begins nothing if what admitted the browser has ended meanwhile: a password that was changed, a series that was ended.
     * Both are asked behind the lock of their rows, in the order in which a change of password takes them, so that a
     * session begins before the change, which then ends it, or not at all.
     */
    private void begin(WebSession session) {
        Long user = session.getAttribute(WebSession.USER);
        String series = session.getAttribute(WebSession.SERIES);
        String proof = session.getAttribute(WebSession.PROOF);
        if ((series == null && proof == null) || (holds(user, proof) && holds(series))) {
            insert(session);
        }
    }

    private boolean holds(@Nullable Long user, @Nullable String proof) {
        return jdbc.sql("""
                        update users set password_hash = password_hash
                        where id = :user and (:proof is null or password_hash = :proof)""").param("user", user).param("proof", proof).update() == 1;
    }

    private boolean holds(@Nullable String series) {
        return series == null
                || jdbc.sql("update remembered_sign_in set rotated_at = rotated_at where series_hash = ?")
                                .param(series)
                                .update()
                        == 1;
    }

    private void insert(WebSession session) {
        jdbc.sql("""
                insert into web_session (id_hash, user_id, series_hash, address, browser, attributes, created_at,
                    last_access_at, expires_at)
                values (:hash, :user, :series, :address, :browser, :attributes, :created, :access, :expires)""").params(columns(session)).update();
    }

    /** Changes nothing if somebody ended the session in the meantime: what was revoked does not come back. */
    private void update(WebSession session, @Nullable String storedHash) {
        if (session.isChanged()) {
            jdbc.sql("""
                    update web_session set id_hash = :hash, user_id = :user, series_hash = :series, address = :address,
                        browser = :browser, attributes = :attributes, last_access_at = :access, expires_at = :expires
                    where id_hash = :stored""").params(columns(session)).param("stored", storedHash).update();
        } else {
            jdbc.sql("update web_session set last_access_at = ?, expires_at = ? where id_hash = ?")
                    .param(session.getLastAccessedTime().toEpochMilli())
                    .param(session.expires().toEpochMilli())
                    .param(storedHash)
                    .update();
        }
    }

    private static Map<String, @Nullable Object> columns(WebSession session) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("hash", session.hash());
        columns.put("user", session.getAttribute(WebSession.USER));
        columns.put("series", session.getAttribute(WebSession.SERIES));
        columns.put("address", session.getAttribute(WebSession.ADDRESS));
        columns.put("browser", session.getAttribute(WebSession.BROWSER));
        columns.put("attributes", SessionAttributes.write(session.otherAttributes()));
        columns.put("created", session.getCreationTime().toEpochMilli());
        columns.put("access", session.getLastAccessedTime().toEpochMilli());
        columns.put("expires", session.expires().toEpochMilli());
        return columns;
    }

    /** Null if the attributes cannot be read, as after an upgrade: the person signs in again and gets no error page. */
    private static @Nullable WebSession stored(String id, ResultSet row) throws SQLException {
        try {
            var attributes = new HashMap<>(SessionAttributes.read(row.getBytes("attributes")));
            long user = row.getLong("user_id");
            if (!row.wasNull()) {
                attributes.put(WebSession.USER, user);
            }
            for (String name : new String[] {WebSession.ADDRESS, WebSession.BROWSER}) {
                putIfPresent(attributes, name, row.getString(name));
            }
            putIfPresent(attributes, WebSession.SERIES, row.getString("series_hash"));
            return WebSession.stored(
                    id,
                    Instant.ofEpochMilli(row.getLong("created_at")),
                    Instant.ofEpochMilli(row.getLong("last_access_at")),
                    attributes);
        } catch (SessionAttributes.Unreadable e) {
            log.warn("A web session cannot be read any more; its owner has to sign in again", e);
            return null;
        }
    }

    private static void putIfPresent(Map<String, Object> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
