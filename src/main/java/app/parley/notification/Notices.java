package app.parley.notification;

import app.parley.message.MessagePosted;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows the rooms and lets every channel decide who is told of what: how far it got in each is stored behind what they
 * noted, so nothing is left out whenever the server stops. A message is never delayed by it.
 */
@Component
class Notices {

    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    /** After a failure. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** What is older, because the server was away, is no news. */
    private static final Duration NEWS = Duration.ofDays(1);

    private static final int AT_ONCE = 1_000;

    private final List<NoticeChannel> channels;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final Clock clock;
    private final Set<Long> due = ConcurrentHashMap.newKeySet();
    private volatile long notBefore = System.nanoTime();

    Notices(List<NoticeChannel> channels, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.channels = channels;
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @EventListener
    void on(MessagePosted event) {
        due.add(event.message().roomId());
    }

    /** What was posted and not decided when this server stopped, or another node did. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void catchUp() {
        due.addAll(Objects.requireNonNull(
                reading.execute(_ -> jdbc.sql("""
                        select r.id from room r left join notification_cursor c on c.room_id = r.id
                        where r.last_seq > coalesce(c.seq, 0)""").query(Long.class).list())));
    }

    /** A room that fails stays due, and holds up no other. */
    @Scheduled(fixedDelay = 250)
    void round() {
        if (System.nanoTime() - notBefore >= 0) {
            for (long roomId : List.copyOf(due)) {
                due.remove(roomId);
                decide(roomId);
            }
        }
    }

    private void decide(long roomId) {
        try {
            while (decideSome(roomId)) {}
        } catch (RuntimeException e) {
            log.warn("Who is to be notified of room {} could not be decided; it is tried again", roomId, e);
            due.add(roomId);
            notBefore = System.nanoTime() + REST.toNanos();
        }
    }

    /**
     * First what is to be told, in short transactions, each of which may come twice; then how far it got.
     *
     * @return whether there may be more
     */
    private boolean decideSome(long roomId) {
        long after = cursor(roomId);
        long last = Math.min(lastSeq(roomId), after + AT_ONCE);
        if (last <= after) {
            return false;
        }
        channels.forEach(
                channel -> channel.note(roomId, after, last, clock.instant().minus(NEWS)));
        writing.executeWithoutResult(
                _ -> jdbc.sql("update notification_cursor set seq = ? where room_id = ? and seq = ?")
                        .params(last, roomId, after)
                        .update());
        return true;
    }

    private long lastSeq(long roomId) {
        return Objects.requireNonNull(reading.execute(_ -> jdbc.sql("select last_seq from room where id = ?")
                .param(roomId)
                .query(Long.class)
                .optional()
                .orElse(0L)));
    }

    private long cursor(long roomId) {
        Optional<Long> known = Objects.requireNonNull(
                reading.execute(_ -> jdbc.sql("select seq from notification_cursor where room_id = ?")
                        .param(roomId)
                        .query(Long.class)
                        .optional()));
        return known.orElseGet(() -> begin(roomId));
    }

    private long begin(long roomId) {
        try {
            writing.executeWithoutResult(_ -> jdbc.sql("insert into notification_cursor (room_id, seq) values (?, 0)")
                    .param(roomId)
                    .update());
        } catch (DataIntegrityViolationException _) {
            // another node was first
        }
        return 0;
    }
}
