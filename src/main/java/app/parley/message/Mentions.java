package app.parley.message;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.realtime.LiveSessions;
import app.parley.room.Memberships;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is called in which message: {@code @username}, {@code @all} for everybody in the room, {@code @here} for those who
 * have Parley open at this moment, and in a large room for everybody. Stored as references beside the message, in its own transaction.
 */
@Component
class Mentions {

    /** The user id that stands for everybody in the room. */
    static final long EVERYBODY = 0;

    /** In larger rooms {@code @here} calls everybody: a message must not cost more, the more people are here. */
    private static final int MOST_LOOKED_FOR = 200;

    /** @param people those whom the text calls by name */
    record Called(Message message, MessageText text, List<Mentioned> people) {}

    private final Users users;
    private final Memberships memberships;
    private final LiveSessions live;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Mentions(Users users, Memberships memberships, LiveSessions live, JdbcClient jdbc, JdbcTemplate batches) {
        this.users = users;
        this.memberships = memberships;
        this.live = live;
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * The people whom these texts call, in one query, or none if nobody is called.
     *
     * @return by username; whoever has no account, or none that may be used, is absent
     */
    Map<String, Mentioned> calledIn(Collection<MessageText> texts) {
        Set<String> words = texts.stream().flatMap(MessageText::usernames).collect(Collectors.toSet());
        if (words.isEmpty()) {
            return Map.of();
        }
        return users.findByUsernameIn(words).stream()
                .filter(User::isActive)
                .collect(Collectors.toMap(
                        User::username, user -> new Mentioned(user.id(), user.username(), user.name())));
    }

    /** Those of these people whom this text calls. */
    static List<Mentioned> in(MessageText text, Map<String, Mentioned> people) {
        return text.mentions().stream()
                .flatMap(readings -> readings.stream()
                        .map(people::get)
                        .filter(Objects::nonNull)
                        .limit(1))
                .distinct()
                .toList();
    }

    /** Notes whom messages with a new text call. */
    @Transactional(propagation = Propagation.MANDATORY)
    void store(List<Called> called) {
        List<Object[]> rows = new ArrayList<>();
        Map<Long, Set<Long>> here = new HashMap<>();
        for (Called one : called) {
            ids(one, here)
                    .forEach(userId ->
                            rows.add(new Object[] {userId, one.message().id()}));
        }
        if (!rows.isEmpty()) {
            batches.batchUpdate("insert into mention (user_id, message_id) values (?, ?)", rows);
        }
    }

    /** A deleted message calls nobody, and one with another text calls others. */
    @Transactional(propagation = Propagation.MANDATORY)
    void forget(Message message) {
        jdbc.sql("delete from mention where message_id = ?").param(message.id()).update();
    }

    /** With the author, and with those who block the author: who counts them leaves these out. */
    private Set<Long> ids(Called called, Map<Long, Set<Long>> here) {
        Set<Long> ids = called.people().stream().map(Mentioned::id).collect(Collectors.toCollection(HashSet::new));
        if (called.text().mentionsHere()) {
            ids.addAll(here.computeIfAbsent(called.message().roomId(), this::here));
        }
        if (called.text().mentionsAll()) {
            ids.add(EVERYBODY);
        }
        return ids;
    }

    /** Those of the room who are here; in a large room it is not looked for, and everybody is called. */
    private Set<Long> here(long roomId) {
        List<Long> members = memberships.some(roomId, Limit.of(MOST_LOOKED_FOR + 1)).stream()
                .map(member -> member.id().userId())
                .toList();
        return members.size() > MOST_LOOKED_FOR ? Set.of(EVERYBODY) : live.online(members);
    }

    /** The people whom each of these messages calls, under the names they have now; a message that calls nobody is absent. */
    @Transactional(readOnly = true)
    Map<Long, List<Mentioned>> of(Collection<Message> messages) {
        return ofIds(messages.stream()
                .filter(message -> message.body().indexOf('@') >= 0)
                .map(Message::id)
                .toList());
    }

    /** The same by the ids of the messages. */
    private Map<Long, List<Mentioned>> ofIds(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        record Row(long messageId, Mentioned person) {}
        return jdbc
                .sql("select k.message_id, u.id, u.username, u.name from mention k join users u on u.id = k.user_id "
                        + "where k.message_id in (:ids) order by k.message_id, u.id")
                .param("ids", ids)
                .query((row, number) ->
                        new Row(row.getLong(1), new Mentioned(row.getLong(2), row.getString(3), row.getString(4))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::messageId, Collectors.mapping(Row::person, Collectors.toList())));
    }

    /** Those whom the message with this id calls. */
    @Transactional(readOnly = true)
    List<Mentioned> of(long messageId) {
        return ofIds(List.of(messageId)).getOrDefault(messageId, List.of());
    }

    List<Mentioned> of(Message message) {
        return of(List.of(message)).getOrDefault(message.id(), List.of());
    }
}
