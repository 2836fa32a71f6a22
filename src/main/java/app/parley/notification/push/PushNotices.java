package app.parley.notification.push;

import app.parley.account.Presence;
import app.parley.account.Presences;
import app.parley.message.MessageLog;
import app.parley.message.MessagePosted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides who is told of what, behind the rooms: how far it got in each is stored behind what it decided, so nothing is left
 * out whenever the server stops, and what is decided twice is told once. A message is never delayed by it.
 */
@Component
class PushNotices {

    /** What is older, because the server was away, is no news. */
    private static final Duration NEWS = Duration.ofDays(1);

    /** Whoever has a page open may be reading just now. */
    private static final Duration TIME_TO_READ = Duration.ofSeconds(5);

    private static final int AT_ONCE = 1_000;
    private static final int PUT_AT_ONCE = 100;

    private final Presences presences;
    private final PushOutbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final Clock clock;
    private final Set<Long> due = ConcurrentHashMap.newKeySet();

    PushNotices(
            Presences presences,
            PushOutbox outbox,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.presences = presences;
        this.outbox = outbox;
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

    /** Decides what came since the last time. A room that fails stays due. */
    void decide() {
        for (long roomId : List.copyOf(due)) {
            due.remove(roomId);
            try {
                while (decideSome(roomId)) {}
            } catch (RuntimeException e) {
                due.add(roomId);
                throw e;
            }
        }
    }

    /**
     * First what is to be told, in short transactions, each of which may come twice; then how far it got.
     *
     * @return whether there may be more
     */
    private boolean decideSome(long roomId) {
        long from = cursor(roomId);
        long to = Math.min(lastSeq(roomId), from + AT_ONCE);
        if (to <= from) {
            return false;
        }
        List<PushOutbox.Told> told = told(roomId, from, to);
        for (int start = 0; start < told.size(); start += PUT_AT_ONCE) {
            outbox.put(roomId, told.subList(start, Math.min(start + PUT_AT_ONCE, told.size())));
        }
        writing.executeWithoutResult(
                _ -> jdbc.sql("update notification_cursor set seq = ? where room_id = ? and seq = ?")
                        .params(to, roomId, from)
                        .update());
        return true;
    }

    /**
     * The browsers of members who want to know of everything here, or of what calls them, each with the newest such message that
     * is not read. One query, however much was said.
     */
    private List<PushOutbox.Told> told(long roomId, long from, long to) {
        Instant now = clock.instant();
        return Objects.requireNonNull(reading.execute(_ -> jdbc.sql("""
                        select s.id, s.user_id, max(k.seq) as newest from push_subscription s
                        join membership m on m.user_id = s.user_id and m.room_id = :room
                        join users u on u.id = s.user_id and u.active = true
                        join message k on k.id > :from and k.id <= :to and k.seq > m.last_read_seq
                            and k.author_id <> s.user_id and k.deleted_at is null and k.created_at > :news
                        where (m.involvement = 'EVERYTHING' or (m.involvement = 'MENTIONS' and exists (
                            select 1 from mention c where c.message_id = k.id and c.user_id in (s.user_id, 0))))
                        and not exists (select 1 from block b where b.user_id = s.user_id and b.blocked_id = k.author_id)
                        group by s.id, s.user_id""")
                .param("room", roomId)
                .param("from", MessageLog.id(roomId, from))
                .param("to", MessageLog.id(roomId, to))
                .param("news", now.minus(NEWS).toEpochMilli())
                .query((row, _) -> {
                    boolean away = presences.of(row.getLong(2)) == Presence.OFFLINE;
                    return new PushOutbox.Told(row.getLong(1), row.getLong(3), away ? now : now.plus(TIME_TO_READ));
                })
                .list()));
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
