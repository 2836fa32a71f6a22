package app.parley.message;

import app.parley.room.UnreadCounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what is unread: messages after the read position that others wrote and that still have a text.
 *
 * <p>The count is exact up to 99 and costs at most {@value #WINDOW} rows a room, however long somebody was away: it looks
 * at the first messages after the read position. Only who was away while hundreds of their own or deleted messages came
 * first may be told fewer; they are told at least one.
 */
@Component
@Transactional(readOnly = true)
class Unread implements UnreadCounts {

    private static final int MANY = 100;
    static final int WINDOW = 400;

    private final JdbcClient jdbc;

    Unread(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Long, Integer> of(long userId) {
        var counts = new HashMap<Long, Integer>();
        jdbc.sql(count("p.user_id = :user and p.involvement <> 'HIDDEN'"))
                .param("user", userId)
                .query(row -> {
                    int unread = shown(row.getInt("unread"), row.getInt("beyond"));
                    if (unread > 0) {
                        counts.put(row.getLong("room_id"), unread);
                    }
                });
        return counts;
    }

    /** How much of one room is unread for one person, 0 to 100. */
    int of(long userId, long roomId) {
        return ofRoom(roomId, List.of(userId)).getOrDefault(userId, 0);
    }

    /** User id to number of unread messages, for those of these users who are members and have something unread. */
    Map<Long, Integer> ofRoom(long roomId, Collection<Long> userIds) {
        var counts = new HashMap<Long, Integer>();
        jdbc.sql(count("p.room_id = :room and p.user_id in (:users)"))
                .param("room", roomId)
                .param("users", userIds)
                .query(row -> {
                    counts.put(row.getLong("user_id"), shown(row.getInt("unread"), row.getInt("beyond")));
                });
        return counts;
    }

    private static String count(String where) {
        return """
                select p.room_id, p.user_id, count(m.id) as unread,
                       case when r.last_seq > p.last_read_seq + %1$d then 1 else 0 end as beyond
                from membership p
                join room r on r.id = p.room_id and r.last_seq > p.last_read_seq
                left join message m on m.id > p.room_id * %2$d + p.last_read_seq
                    and m.id <= p.room_id * %2$d + p.last_read_seq + %1$d
                    and m.author_id <> p.user_id and m.deleted_at is null
                where %3$s
                group by p.room_id, p.user_id, r.last_seq, p.last_read_seq""".formatted(WINDOW, MessageId.SIZE_OF_ROOM, where);
    }

    private static int shown(int counted, int beyond) {
        return Math.min(counted == 0 ? beyond : counted, MANY);
    }
}
