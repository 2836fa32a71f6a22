package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.testing.Line;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Web sessions end by themselves, and nobody does anything then that could close a socket. */
@OnBothDatabases
class SessionExpiryIT {

    private static final Duration ABSOLUTE_LIMIT = Duration.ofDays(90);
    private static final Duration LEFT = Duration.ofSeconds(6);
    private static final Duration APART = Duration.ofMillis(170);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final int TIMES = 10;

    private final ParleyServer server;

    SessionExpiryIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    /** Ten of them, each with its own end, while somebody talks on. */
    @Test
    void aSocketEndsWithTheWebSessionThatOpenedItAndAllOthersStay() throws SQLException {
        Person chidi = Person.newMember(server.uri(), "Chidi");
        long room = chidi.createRoom("Until the end", "open");
        List<Person> people = Stream.generate(() -> Person.newMember(server.uri(), "Mia"))
                .limit(TIMES)
                .toList();
        people.forEach(person -> person.join(room));
        Person telephone =
                Person.visiting(server.uri()).signIn(people.getFirst().username(), Person.PASSWORD);

        List<StompConnection> staying = Stream.of(telephone, chidi)
                .flatMap(person -> open(person, room).stream())
                .toList();
        List<Ending> ending = new ArrayList<>();
        Instant end = Instant.now().plus(LEFT).truncatedTo(ChronoUnit.MILLIS);
        try (Talker _ = Talker.inRoom(chidi, room)) {
            for (Person person : people) {
                letExpire(firstSessionOf(person), end);
                ending.add(new Ending(end, open(person, room)));
                end = end.plus(APART);
            }
            for (Ending one : ending) {
                one.lines().forEach(line -> line.awaitCount(topic(room), 1));
                assertThat(Instant.now())
                        .as("premise: they listened while the session lived")
                        .isBefore(one.end());
            }

            for (Ending one : ending) { // a SockJS stream that was just being opened anew is not told why
                assertThat(one.lines())
                        .allSatisfy(line -> assertThat(line.awaitClosed()).containsAnyOf("Signed out", "answered 401"));
                assertThat(Instant.now()).isAfter(one.end());
            }
            Instant later = Instant.now().plus(DELAY);
            staying.forEach(line ->
                    line.await(topic(room), event -> Talker.postedAt(event).isAfter(later)));
            for (Ending one : ending) {
                assertThat(one.lines())
                        .allSatisfy(line -> assertThat(line.received(topic(room)))
                                .noneMatch(event ->
                                        Talker.postedAt(event).isAfter(one.end().plus(DELAY))));
            }
            for (Line line : Line.values()) {
                assertThatThrownBy(() -> line.openTransport(people.getFirst())).hasStackTraceContaining("401");
            }
        } finally {
            Stream.concat(ending.stream().flatMap(one -> one.lines().stream()), staying.stream())
                    .forEach(StompConnection::close);
        }
    }

    private record Ending(Instant end, List<StompConnection> lines) {}

    private static List<StompConnection> open(Person person, long room) {
        return Stream.of(Line.values())
                .map(line -> listening(line.open(person), room))
                .toList();
    }

    /** Frames are answered in order: the refusal of the last one says that the others had their effect. */
    private static StompConnection listening(StompConnection connection, long room) {
        connection.subscribe("/user/queue/errors");
        connection.subscribe(topic(room));
        connection.subscribe("/topic/none");
        connection.await("/user/queue/errors", _ -> true);
        return connection;
    }

    private static String topic(long room) {
        return "/topic/rooms." + room;
    }

    private String firstSessionOf(Person person) throws SQLException {
        try (Connection connection = server.database().connect();
                PreparedStatement select = connection.prepareStatement(
                        "select id_hash from web_session where user_id = ? order by created_at")) {
            select.setLong(1, Long.parseLong(person.id()));
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    /** As if the session had begun so long ago that it reaches the absolute limit at this moment. */
    private void letExpire(String session, Instant end) throws SQLException {
        try (Connection connection = server.database().connect();
                PreparedStatement update = connection.prepareStatement(
                        "update web_session set created_at = ?, expires_at = ? where id_hash = ?")) {
            update.setLong(1, end.minus(ABSOLUTE_LIMIT).toEpochMilli());
            update.setLong(2, end.toEpochMilli());
            update.setString(3, session);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
