package app.parley.account.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Browsers whose owners asked to stay signed in: a series for the browser and a token that is new after every use. A
 * token that comes again once its successor was used was copied, so its series ends.
 *
 * <p>Until its successor is used a token stays good: the answer that carried the successor may have been lost, or the browser
 * died before it wrote the cookie down. Within a minute it is another tab of the same browser, restored at the same moment. Later
 * it gets another successor in the place of the first, and the sessions of the series end, since nobody honest has them. So a
 * thief with a copy of a used token gets in instead of being noticed at once, but never unnoticed for long: thief and owner
 * displace one another, and the next token of whoever was displaced ends the series for both.
 */
@Component
class RememberedSignIns {

    static final Duration LIFETIME = Duration.ofDays(30);
    private static final Duration GRACE = Duration.ofSeconds(60);

    /** How long a lost answer may go unnoticed; whoever is away for longer signs in again. */
    private static final Duration LOST = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(RememberedSignIns.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    RememberedSignIns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Begins a series; the ticket is for the cookie and not kept.
     *
     * @param passwordHash of the password that was found right
     * @return null if that password was changed meanwhile
     */
    @Transactional
    public @Nullable Ticket begin(long userId, String passwordHash) {
        if (jdbc.sql("update users set password_hash = password_hash where id = ? and password_hash = ?")
                        .params(userId, passwordHash)
                        .update()
                == 0) {
            return null;
        }
        var ticket = Ticket.random();
        long now = clock.millis();
        jdbc.sql("""
                insert into remembered_sign_in (series_hash, user_id, token_hash, rotated_at, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(ticket.seriesHash(), userId, ticket.tokenHash(), now, now, now + LIFETIME.toMillis())
                .update();
        return ticket;
    }

    /** What this ticket is worth; rotates its token unless it was rotated a moment ago. */
    @Transactional
    public Redeemed redeem(Ticket ticket) {
        long now = clock.millis();
        return find(ticket, now).map(row -> redeem(ticket, row, now)).orElse(new Unknown());
    }

    /** Whose series it is; empty if it has ended. */
    @Transactional(readOnly = true)
    public Optional<Long> owner(String seriesHash) {
        return jdbc.sql("select user_id from remembered_sign_in where series_hash = ?")
                .param(seriesHash)
                .query(Long.class)
                .optional();
    }

    @Transactional
    public void forget(String seriesHash) {
        jdbc.sql("delete from remembered_sign_in where series_hash = ?")
                .param(seriesHash)
                .update();
    }

    /**
     * Forgets every series of this user. What hangs on the one that is given goes on under a new one.
     *
     * @return the ticket of the new one, or null if there is none to go on
     */
    @Transactional
    public @Nullable Ticket replaceAll(long userId, @Nullable String seriesHash) {
        String former = seriesHash == null ? "" : seriesHash;
        jdbc.sql("delete from remembered_sign_in where user_id = ? and series_hash <> ?")
                .params(userId, former)
                .update();
        var ticket = Ticket.random();
        long now = clock.millis();
        int replaced = jdbc.sql("""
                        update remembered_sign_in
                        set series_hash = ?, token_hash = ?, previous_hash = null, rotated_at = ?, expires_at = ?
                        where user_id = ? and series_hash = ?""")
                .params(ticket.seriesHash(), ticket.tokenHash(), now, now + LIFETIME.toMillis())
                .params(userId, former)
                .update();
        return replaced == 1 ? ticket : null;
    }

    @Transactional
    public void deleteExpired() {
        jdbc.sql("delete from remembered_sign_in where expires_at <= ?")
                .param(clock.millis())
                .update();
    }

    private Optional<Row> find(Ticket ticket, long now) {
        return jdbc.sql("""
                        select r.user_id, r.token_hash, r.previous_hash, r.rotated_at
                        from remembered_sign_in r join users u on u.id = r.user_id
                        where r.series_hash = ? and r.expires_at > ? and u.active = true""")
                .params(ticket.seriesHash(), now)
                .query((row, _) -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)))
                .optional();
    }

    private Redeemed redeem(Ticket ticket, Row row, long now) {
        boolean current = Secret.equal(row.tokenHash(), ticket.tokenHash());
        boolean previous = row.previousHash() != null && Secret.equal(row.previousHash(), ticket.tokenHash());
        if (previous && row.rotatedAt() + GRACE.toMillis() > now) {
            return new Admitted(row.userId(), null, false);
        } else if (current || (previous && row.rotatedAt() + LOST.toMillis() > now)) {
            var next = new Ticket(ticket.series(), Secret.random());
            return rotate(row, ticket, next, now)
                    ? new Admitted(row.userId(), next, previous)
                    : new Admitted(row.userId(), null, false);
        }
        log.warn("A remembered sign-in of user {} came with a used token: ended, with its sessions", row.userId());
        forget(ticket.seriesHash());
        return new Stolen(row.userId());
    }

    /** False if the same token was rotated at this very moment by another request. */
    private boolean rotate(Row row, Ticket used, Ticket next, long now) {
        return jdbc.sql("""
                        update remembered_sign_in
                        set token_hash = ?, previous_hash = ?, rotated_at = ?, expires_at = ?
                        where series_hash = ? and token_hash = ?""")
                        .params(next.tokenHash(), used.tokenHash(), now, now + LIFETIME.toMillis())
                        .params(used.seriesHash(), row.tokenHash())
                        .update()
                == 1;
    }

    /** What the cookie holds. */
    record Ticket(String series, String token) {

        static Ticket random() {
            return new Ticket(Secret.random(), Secret.random());
        }

        /** Empty unless the text has the form that {@link #text} gives. */
        static Optional<Ticket> parse(String text) {
            String[] parts = text.split("\\.", -1);
            return parts.length == 2 && parts[0].length() == 43 && parts[1].length() == 43
                    ? Optional.of(new Ticket(parts[0], parts[1]))
                    : Optional.empty();
        }

        String text() {
            return series + "." + token;
        }

        String seriesHash() {
            return Secret.hash(series);
        }

        String tokenHash() {
            return Secret.hash(token);
        }

        @Override
        public String toString() {
            return "Ticket[…]";
        }
    }

    /** What a ticket turned out to be worth. */
    sealed interface Redeemed {}

    /**
     * @param next for the cookie, or null if another request has just set it
     * @param again whether the token had got a successor before, which is worth nothing now, as are the series' sessions
     */
    record Admitted(long userId, @Nullable Ticket next, boolean again) implements Redeemed {}

    /** Nothing: it has expired or was forgotten, or its owner's account is closed. */
    record Unknown() implements Redeemed {}

    /** Its token had been used before, so the series has been ended. */
    record Stolen(long userId) implements Redeemed {}

    private record Row(
            long userId, String tokenHash, @Nullable String previousHash, long rotatedAt) {}
}
