package app.parley.message;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was posted, for those who follow a room's log in their own time. Deleted messages are not in it. */
@Component
@Transactional(readOnly = true)
public class MessageLog {

    /** @param body the source, in Markdown */
    public record Entry(long id, long roomId, long seq, long authorId, String body, Instant createdAt) {}

    private static final String SELECT = "select id, room_id, seq, author_id, body, created_at from message ";

    private static final RowMapper<Entry> ENTRY = (row, _) -> new Entry(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getString(5),
            Instant.ofEpochMilli(row.getLong(6)));

    private final JdbcClient jdbc;

    MessageLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The message's id: within a room ids grow with the seq, so that a part of the log is a range of ids. */
    public static long id(long roomId, long seq) {
        return MessageId.clamped(roomId, seq);
    }

    /** Empty if there is no such message, or it was deleted. */
    public Optional<Entry> find(long roomId, long seq) {
        return jdbc.sql(SELECT + "where id = ? and deleted_at is null")
                .param(MessageId.clamped(roomId, seq))
                .query(ENTRY)
                .optional();
    }
}
