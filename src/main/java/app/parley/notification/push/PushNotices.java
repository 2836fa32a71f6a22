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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides who is told of what, behind the rooms: how far it got in each is stored together with what it decided, so nothing is
 * left out and nothing decided twice, whenever the server stops. A message is never delayed by it.
 */
@Component
class PushNotices {

    /** What is older, because the server was away, is no news. */
    private static final Duration NEWS = Duration.ofDays(1);

    /** Whoever has a page open may be reading just now. */
    private static final Duration TIME_TO_READ = Duration.ofSeconds(5);

    private static final int AT_ONCE = 100;

    private record Reader(long subscriptionId, long userId) {}

    private final MessageLog log;
    private final Presences presences;
    private final PushOutbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate writing;
    private final Clock clock;
    private final Set<Long> due = ConcurrentHashMap.newKeySet();

    PushNotices(
            MessageLog log,
            Presences presences,
            PushOutbox outbox,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.log = log;
        this.presences = presences;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @EventListener
    void on(MessagePosted event) {
        due.add(event.message().roomId());
    }

    /** What was posted and not decided when the server stopped. */
    @EventListener(ApplicationReadyEvent.class)
    void catchUp() {
        due.addAll(jdbc.sql("""
                        select r.id from room r left join notification_cursor c on c.room_id = r.id
                        where r.last_seq > coalesce(c.seq, 0)""").query(Long.class).list());
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

    /** @return whether there may be more */
    private boolean decideSome(long roomId) {
        long from = cursor(roomId);
        Long last = jdbc.sql("select last_seq from room where id = ?")
                .param(roomId)
                .query(Long.class)
                .optional()
                .orElse(from);
        long to = Math.min(last, from + AT_ONCE);
        if (to <= from) {
            return false;
        }
        List<MessageLog.Entry> news = log.between(roomId, from, to).stream()
                .filter(message -> message.createdAt().isAfter(clock.instant().minus(NEWS)))
                .toList();
        return Objects.requireNonNullElse(
                writing.execute(_ -> {
                    boolean mine = jdbc.sql("update notification_cursor set seq = ? where room_id = ? and seq = ?")
                                    .params(to, roomId, from)
                                    .update()
                            == 1;
                    if (mine) { // else another node decides
                        news.forEach(this::put);
                    }
                    return mine;
                }),
                false);
    }

    private long cursor(long roomId) {
        return jdbc.sql("select seq from notification_cursor where room_id = ?")
                .param(roomId)
                .query(Long.class)
                .optional()
                .orElseGet(() -> begin(roomId));
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

    private void put(MessageLog.Entry message) {
        Instant now = clock.instant();
        for (Reader reader : readers(message)) {
            boolean away = presences.of(reader.userId()) == Presence.OFFLINE;
            outbox.put(reader.subscriptionId(), message.roomId(), message.seq(), away ? now : now.plus(TIME_TO_READ));
        }
    }

    /** The browsers of members who want to know of everything here, or of what calls them, and have not read it. */
    private List<Reader> readers(MessageLog.Entry message) {
        return jdbc.sql("""
                        select s.id, s.user_id from push_subscription s
                        join membership m on m.user_id = s.user_id and m.room_id = :room
                        join users u on u.id = s.user_id and u.active = true
                        where s.user_id <> :author and m.last_read_seq < :seq
                        and (m.involvement = 'EVERYTHING' or (m.involvement = 'MENTIONS' and exists (
                            select 1 from mention k where k.message_id = :message and k.user_id in (s.user_id, 0))))
                        and not exists (select 1 from block b where b.user_id = s.user_id and b.blocked_id = :author)""")
                .param("room", message.roomId())
                .param("author", message.authorId())
                .param("seq", message.seq())
                .param("message", message.id())
                .query((row, _) -> new Reader(row.getLong(1), row.getLong(2)))
                .list();
    }
}
