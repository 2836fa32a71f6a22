package app.parley.notification.push;

import app.parley.account.Presence;
import app.parley.account.Presences;
import app.parley.message.MessageLog;
import app.parley.notification.NoticeChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides which browsers are told of what. */
@Component
class PushNotices implements NoticeChannel {

    /** Whoever has a page open may be reading just now. */
    private static final Duration TIME_TO_READ = Duration.ofSeconds(5);

    private static final int PUT_AT_ONCE = 100;

    /** What somebody wants to be told of, of the message {@code k}. */
    private static final String WANTED = """
            (m.involvement = 'EVERYTHING' or (m.involvement = 'MENTIONS' and exists (
                select 1 from mention c where c.message_id = k.id and c.user_id in (s.user_id, 0))))
            and k.author_id <> s.user_id and k.deleted_at is null and k.created_at > :since
            and not exists (select 1 from block b where b.user_id = s.user_id and b.blocked_id = k.author_id)""";

    /** So far back something is looked for instead of a message that is gone. */
    private static final int LOOK_BACK = 1_000;

    private static final Duration STILL_NEWS = Duration.ofHours(12);

    private final Presences presences;
    private final PushOutbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Clock clock;

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
        this.clock = clock;
    }

    @Override
    public void note(long roomId, long after, long last, Instant since) {
        List<PushOutbox.Told> told = told(roomId, after, last, since);
        for (int start = 0; start < told.size(); start += PUT_AT_ONCE) {
            outbox.put(roomId, told.subList(start, Math.min(start + PUT_AT_ONCE, told.size())));
        }
        for (PushOutbox.Told one : told) {
            outbox.lookAt(one.dueAt());
        }
    }

    /**
     * The browsers of members who want to know of everything here, or of what calls them, each with the newest such message that
     * is not read. One query, however much was said.
     */
    private List<PushOutbox.Told> told(long roomId, long after, long last, Instant since) {
        Instant now = clock.instant();
        return Objects.requireNonNull(reading.execute(_ -> jdbc.sql("""
                        select s.id, s.user_id, max(k.seq) as newest from push_subscription s
                        join membership m on m.user_id = s.user_id and m.room_id = :room
                        join users u on u.id = s.user_id and u.active = true
                        join message k on k.id > :after and k.id <= :last and k.seq > m.last_read_seq
                        where
                        """ + WANTED + " group by s.id, s.user_id")
                .param("room", roomId)
                .param("after", MessageLog.id(roomId, after))
                .param("last", MessageLog.id(roomId, last))
                .param("since", since.toEpochMilli())
                .query((row, _) -> {
                    boolean away = presences.of(row.getLong(2)) == Presence.OFFLINE;
                    return new PushOutbox.Told(row.getLong(1), row.getLong(3), away ? now : now.plus(TIME_TO_READ));
                })
                .list()));
    }

    /**
     * The newest message that this browser would be told of now: not read, not deleted, wanted, and of nobody who is blocked.
     *
     * @param after what is read
     * @param last the newest that comes into question
     */
    Optional<Long> newest(long subscriptionId, long roomId, long after, long last) {
        return Objects.requireNonNull(reading.execute(_ -> jdbc.sql("""
                        select k.seq from push_subscription s
                        join membership m on m.user_id = s.user_id and m.room_id = :room
                        join message k on k.id > :after and k.id <= :last
                        where s.id = :subscription and
                        """ + WANTED + " order by k.id desc limit 1")
                .param("subscription", subscriptionId)
                .param("room", roomId)
                .param("after", MessageLog.id(roomId, Math.max(after, last - LOOK_BACK)))
                .param("last", MessageLog.id(roomId, last))
                .param("since", clock.instant().minus(STILL_NEWS).toEpochMilli())
                .query(Long.class)
                .optional()));
    }
}
