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
 * token that comes a second time was copied, so its series ends.
 *
 * <p>A browser that restores several tabs presents the same token several times at once; therefore the token before the
 * current one stays good for a minute.
 */
@Component
class RememberedSignIns {

    static final Duration LIFETIME = Duration.ofDays(30);
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(RememberedSignIns.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    RememberedSignIns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Begins a series; the ticket is for the cookie and not kept. */
    @Transactional
    public Ticket begin(long userId) {
        var ticket = new Ticket(Secret.random(), Secret.random());
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

    @Transactional
    public void forget(Ticket ticket) {
        delete(ticket);
    }

    /** Forgets every series of this user except the one given. */
    @Transactional
    public void forgetOthers(long userId, @Nullable String exceptSeriesHash) {
        jdbc.sql("delete from remembered_sign_in where user_id = ? and series_hash <> ?")
                .params(userId, exceptSeriesHash == null ? "" : exceptSeriesHash)
                .update();
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
        if (Secret.equal(row.tokenHash(), ticket.tokenHash())) {
            var next = new Ticket(ticket.series(), Secret.random());
            return rotate(ticket, next, now) ? new Admitted(row.userId(), next) : new Admitted(row.userId(), null);
        } else if (row.previousHash() != null
                && Secret.equal(row.previousHash(), ticket.tokenHash())
                && row.rotatedAt() + GRACE.toMillis() > now) {
            return new Admitted(row.userId(), null);
        }
        log.warn("A remembered sign-in of user {} came with a used token: ended, with its sessions", row.userId());
        delete(ticket);
        return new Stolen(row.userId());
    }

    /** False if the same token was rotated at this very moment by another request. */
    private boolean rotate(Ticket current, Ticket next, long now) {
        return jdbc.sql("""
                        update remembered_sign_in
                        set token_hash = ?, previous_hash = ?, rotated_at = ?, expires_at = ?
                        where series_hash = ? and token_hash = ?""")
                        .params(next.tokenHash(), current.tokenHash(), now, now + LIFETIME.toMillis())
                        .params(current.seriesHash(), current.tokenHash())
                        .update()
                == 1;
    }

    private void delete(Ticket ticket) {
        jdbc.sql("delete from remembered_sign_in where series_hash = ?")
                .param(ticket.seriesHash())
                .update();
    }

    /** What the cookie holds. */
    record Ticket(String series, String token) {

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

    /** @param next for the cookie, or null if another request has just set it */
    record Admitted(long userId, @Nullable Ticket next) implements Redeemed {}

    /** Nothing: it has expired or was forgotten, or its owner's account is closed. */
    record Unknown() implements Redeemed {}

    /** Its token had been used before, so the series has been ended. */
    record Stolen(long userId) implements Redeemed {}

    private record Row(
            long userId, String tokenHash, @Nullable String previousHash, long rotatedAt) {}
}
