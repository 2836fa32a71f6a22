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

    /**
     * @param change the number of what happened to it last
     * @param text what it says, in words as people read them, with the names of today
     */
    public record Entry(long id, long roomId, long seq, long change, long authorId, String text, Instant createdAt) {}

    private static final String SELECT =
            "select id, room_id, seq, change_no, author_id, body, created_at from message ";

    /** The text as it is in the row: Markdown. */
    private static final RowMapper<Entry> ENTRY = (row, _) -> new Entry(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getString(6),
            Instant.ofEpochMilli(row.getLong(7)));

    private final Markdown markdown;
    private final Mentions mentions;
    private final JdbcClient jdbc;

    MessageLog(Markdown markdown, Mentions mentions, JdbcClient jdbc) {
        this.markdown = markdown;
        this.mentions = mentions;
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
                .optional()
                .map(this::inWords);
    }

    private Entry inWords(Entry entry) {
        String text = markdown.toText(entry.text(), mentions.of(entry.id()));
        return new Entry(
                entry.id(), entry.roomId(), entry.seq(), entry.change(), entry.authorId(), text, entry.createdAt());
    }
}
