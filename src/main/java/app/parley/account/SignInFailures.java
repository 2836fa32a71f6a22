package app.parley.account;

import app.parley.account.session.Secret;
import app.parley.web.ClientAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds back whoever guesses a password: per account and address, so that the owner of the account still comes in from
 * elsewhere; in the database, so that neither a restart nor another node forgets.
 *
 * <p>An attempt counts as a failure before the password is checked and is taken back when it was right. Otherwise a
 * hundred guesses at the same moment would all be the first.
 */
@Component
class SignInFailures {

    private static final int TRIES = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate writing;
    private final Clock clock;
    private final boolean enabled;

    SignInFailures(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${parley.limits.enabled:true}") boolean enabled) {
        this.jdbc = jdbc;
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
        this.enabled = enabled;
    }

    /**
     * Counts an attempt.
     *
     * @param username as typed and folded, whether or not there is such a user
     * @return how long to wait if there were too many, otherwise empty
     */
    Optional<Duration> claim(String username, ClientAddress address) {
        if (!enabled) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return change(subject(username, address), now, failures -> failures.and(now))
                .waitAt(now);
    }

    /** Forgets everything: the password was right. */
    void clear(String username, ClientAddress address) {
        writing.executeWithoutResult(_ -> jdbc.sql("delete from sign_in_failure where subject_hash = ?")
                .param(subject(username, address))
                .update());
    }

    @Scheduled(fixedDelay = 60, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        writing.executeWithoutResult(_ -> jdbc.sql("delete from sign_in_failure where expires_at <= ?")
                .param(clock.millis())
                .update());
    }

    /** Applies the change unless the limit is reached, and gives what was there before. */
    private RecentFailures change(String subject, Instant now, UnaryOperator<RecentFailures> change) {
        for (int i = 0; i < TRIES; i++) {
            Optional<RecentFailures> before = tryToChange(subject, now, change);
            if (before.isPresent()) {
                return before.get();
            }
        }
        throw new Passwords.Busy();
    }

    /** Empty if another attempt changed the row in the meantime. */
    private Optional<RecentFailures> tryToChange(String subject, Instant now, UnaryOperator<RecentFailures> change) {
        try {
            return Optional.ofNullable(writing.execute(_ -> {
                Optional<String> row = read(subject);
                RecentFailures before = RecentFailures.parse(row.orElse(""), now);
                RecentFailures after = change.apply(before);
                boolean full = after.times().size() > RecentFailures.LIMIT;
                return full || write(subject, row, after) ? before : null;
            }));
        } catch (DataIntegrityViolationException e) {
            return Optional.empty();
        }
    }

    private Optional<String> read(String subject) {
        return jdbc.sql("select times from sign_in_failure where subject_hash = ?")
                .param(subject)
                .query(String.class)
                .optional();
    }

    private boolean write(String subject, Optional<String> row, RecentFailures after) {
        return row.map(times -> jdbc.sql("""
                                update sign_in_failure set times = ?, expires_at = ?
                                where subject_hash = ? and times = ?""")
                                .params(after.text(), after.expires().toEpochMilli(), subject, times)
                                .update()
                        == 1)
                .orElseGet(() -> jdbc.sql(
                                        "insert into sign_in_failure (subject_hash, times, expires_at) values (?, ?, ?)")
                                .params(subject, after.text(), after.expires().toEpochMilli())
                                .update()
                        == 1);
    }

    /** A hash, since people type their password into the wrong field. */
    private static String subject(String username, ClientAddress address) {
        return Secret.hash(username + "\n" + address.network());
    }
}
