package app.parley.notification.mail;

import app.parley.message.MessageLog;
import app.parley.notification.NoticeChannel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides who is to be written to about what. */
@Component
class MailNotices implements NoticeChannel {

    /** What calls a member {@code m} in a message {@code k} of the room {@code r}, who has not read it. */
    static final String CALLS = """
            k.seq > m.last_read_seq and k.author_id <> m.user_id and k.deleted_at is null
            and ((r.kind = 'DIRECT' and m.involvement = 'EVERYTHING')
                or (m.involvement in ('EVERYTHING', 'MENTIONS') and exists (
                    select 1 from mention c where c.message_id = k.id and c.user_id in (m.user_id, 0))))
            and not exists (select 1 from block b where b.user_id = m.user_id and b.blocked_id = k.author_id)""";

    private static final int PUT_AT_ONCE = 100;

    private final Postman postman;
    private final MailOutbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    MailNotices(Postman postman, MailOutbox outbox, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.postman = postman;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    @Override
    public void note(long roomId, long after, long last, Instant since) {
        if (!postman.isReady()) {
            return;
        }
        List<MailOutbox.Missed> missed = missed(roomId, after, last, since);
        for (int start = 0; start < missed.size(); start += PUT_AT_ONCE) {
            outbox.lookAt(outbox.put(roomId, missed.subList(start, Math.min(start + PUT_AT_ONCE, missed.size()))));
        }
    }

    /** One query, however much was said. */
    private List<MailOutbox.Missed> missed(long roomId, long after, long last, Instant since) {
        return Objects.requireNonNull(reading.execute(_ -> jdbc.sql("""
                        select m.user_id, min(k.seq), max(k.seq) from mail_address a
                        join users u on u.id = a.user_id and u.active = true
                        join membership m on m.user_id = a.user_id and m.room_id = :room
                        join room r on r.id = m.room_id
                        join message k on k.id > :after and k.id <= :last and k.created_at > :since
                        where a.confirmed = true and a.wanted = true and\s""" + CALLS + " group by m.user_id")
                .param("room", roomId)
                .param("after", MessageLog.id(roomId, after))
                .param("last", MessageLog.id(roomId, last))
                .param("since", since.toEpochMilli())
                .query((row, _) -> new MailOutbox.Missed(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list()));
    }
}
