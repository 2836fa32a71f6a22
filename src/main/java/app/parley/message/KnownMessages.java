package app.parley.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what was sent before: one statement for many keys, each of them one step into the unique index. */
@Component
class KnownMessages {

    private final JdbcClient jdbc;
    private final Messages messages;

    KnownMessages(JdbcClient jdbc, Messages messages) {
        this.jdbc = jdbc;
        this.messages = messages;
    }

    /**
     * Those of these keys that are in the log.
     *
     * @param keys 1 to 300: SQLite allows 1,000 levels in an expression
     */
    Map<Posting.Key, Message> among(Collection<Posting.Key> keys) {
        List<Long> ids = ids(keys);
        return ids.isEmpty()
                ? Map.of()
                : messages.findByIdIn(ids).stream().collect(Collectors.toMap(Message::key, Function.identity()));
    }

    private List<Long> ids(Collection<Posting.Key> keys) {
        String each = "(room_id = ? and author_id = ? and client_id = ?)";
        var parameters = new ArrayList<>(3 * keys.size());
        keys.forEach(key -> parameters.addAll(List.of(key.roomId(), key.authorId(), key.clientId())));
        return jdbc.sql("select id from message where "
                        + keys.stream().map(key -> each).collect(Collectors.joining(" or ")))
                .params(parameters)
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
