package app.parley.message;

import app.parley.room.UnreadCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what is unread: messages after the read position that others wrote, whom the reader does not block, and that
 * still have a text; and how many of them call the reader.
 *
 * <p>Counting ends at {@value #MANY}, so it costs that many rows a room, however long somebody was away. One's own and
 * deleted messages before them cost as well: whoever has {@value #WINDOW} of those may be told fewer, but at least one.
 *
 * <p>First the positions, then the counts with these positions as constants: MariaDB reads the whole table when the bounds
 * of a range come from a row that it joins.
 */
@Component
@Transactional(readOnly = true)
class Unread implements UnreadCounts {

    static final int WINDOW = 10_000;

    private static final int MANY = 100;

    private static final String NOT_BLOCKED =
            "not exists (select 1 from block where block.user_id = ? and block.blocked_id = message.author_id)";

    /** SQLite takes 500 selects in one statement. */
    private static final int AT_ONCE = 200;

    private record Position(long roomId, long userId, long lastReadSeq, long lastSeq) {

        List<Long> parameters() {
            long from = MessageId.clamped(roomId, lastReadSeq);
            long to = MessageId.clamped(roomId, lastReadSeq + WINDOW);
            long end = MessageId.clamped(roomId, lastSeq);
            return List.of(from, to, userId, userId, userId, from, end, userId, userId);
        }

        Count shown(Count counted) {
            int least = lastSeq > lastReadSeq + WINDOW ? 1 : 0;
            return new Count(Math.max(Math.max(counted.unread(), counted.mentions()), least), counted.mentions());
        }
    }

    private final JdbcClient jdbc;

    Unread(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Long, Count> of(long userId) {
        return counts(
                behind("p.user_id = :user and p.involvement <> 'HIDDEN'", Map.of("user", userId)), Position::roomId);
    }

    @Override
    public Map<Long, Count> of(long userId, Collection<Long> roomIds) {
        return counts(
                behind("p.user_id = :user and p.room_id in (:rooms)", Map.of("user", userId, "rooms", roomIds)),
                Position::roomId);
    }

    /** How much of one room is unread for one person. */
    Count of(long userId, long roomId) {
        return ofRoom(roomId, List.of(userId)).getOrDefault(userId, Count.NONE);
    }

    /** By user id, for those of these users who are members and have something unread. */
    Map<Long, Count> ofRoom(long roomId, Collection<Long> userIds) {
        return counts(
                behind("p.room_id = :room and p.user_id in (:users)", Map.of("room", roomId, "users", userIds)),
                Position::userId);
    }

    private List<Position> behind(String where, Map<String, ?> parameters) {
        return jdbc.sql("select p.room_id, p.user_id, p.last_read_seq, r.last_seq from membership p "
                        + "join room r on r.id = p.room_id and r.last_seq > p.last_read_seq where " + where)
                .params(parameters)
                .query((row, number) -> new Position(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    private Map<Long, Count> counts(List<Position> positions, Function<Position, Long> key) {
        var counts = new HashMap<Long, Count>();
        for (int from = 0; from < positions.size(); from += AT_ONCE) {
            List<Position> some = positions.subList(from, Math.min(from + AT_ONCE, positions.size()));
            List<Count> counted = counted(some);
            for (int i = 0; i < some.size(); i++) {
                Count count = some.get(i).shown(counted.get(i));
                if (count.unread() > 0) {
                    counts.put(key.apply(some.get(i)), count);
                }
            }
        }
        return counts;
    }

    /** One for each position, in their order. Deleted messages call nobody, see {@link Mentions}. */
    private List<Count> counted(List<Position> positions) {
        String each = IntStream.range(0, positions.size())
                .mapToObj(place -> "select " + place + " as place, (select count(*) from (select 1 from message "
                        + "where id > ? and id <= ? and author_id <> ? and deleted_at is null and " + NOT_BLOCKED
                        + " limit " + MANY + ") counted) as unread, "
                        + "(select count(*) from (select distinct message.id from mention k "
                        + "join message on message.id = k.message_id where k.user_id in (?, " + Mentions.EVERYBODY
                        + ") and k.message_id > ? and k.message_id <= ? and author_id <> ? and " + NOT_BLOCKED
                        + " limit " + MANY + ") counted) as mentions")
                .collect(Collectors.joining(" union all "));
        var bounds = new ArrayList<Long>();
        positions.forEach(position -> bounds.addAll(position.parameters()));
        return jdbc.sql(each + " order by place")
                .params(bounds)
                .query((row, number) -> new Count(row.getInt("unread"), row.getInt("mentions")))
                .list();
    }
}
