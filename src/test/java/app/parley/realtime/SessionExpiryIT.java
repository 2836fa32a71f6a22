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
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Web sessions end by themselves, and nobody does anything then that could close a socket. */
@OnBothDatabases
class SessionExpiryIT {

    private static final Duration ABSOLUTE_LIMIT = Duration.ofDays(90);
    private static final Duration LEFT = Duration.ofSeconds(6);
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final ParleyServer server;

    SessionExpiryIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @Test
    void aSocketEndsWithTheWebSessionThatOpenedItAndAllOthersStay() throws SQLException {
        Person mia = Person.newMember(server.uri(), "Mia");
        String session = onlySessionOf(mia);
        Person telephone = Person.visiting(server.uri()).signIn(mia.username(), Person.PASSWORD);
        Person chidi = Person.newMember(server.uri(), "Chidi");
        long room = chidi.createRoom("Until the end", "open");
        mia.join(room);
        Instant end = Instant.now().plus(LEFT).truncatedTo(ChronoUnit.MILLIS);
        letExpire(session, end);

        List<StompConnection> ending = open(mia, room);
        List<StompConnection> staying = Stream.of(telephone, chidi)
                .flatMap(person -> open(person, room).stream())
                .toList();
        try {
            chidi.post(room, "before");
            Stream.concat(ending.stream(), staying.stream()).forEach(line -> line.await(topic(room), says("before")));
            assertThat(Instant.now())
                    .as("premise: they listened while the session lived")
                    .isBefore(end);

            assertThat(ending).allSatisfy(line -> assertThat(line.awaitClosed()).contains("1008", "Signed out"));
            assertThat(Instant.now()).isBetween(end, end.plus(DELAY));
            chidi.post(room, "after");

            staying.forEach(line -> line.await(topic(room), says("after")));
            assertThat(ending)
                    .allSatisfy(line -> assertThat(line.received(topic(room))).hasSize(1));
            for (Line line : Line.values()) {
                assertThatThrownBy(() -> line.openTransport(mia)).hasStackTraceContaining("401");
            }
        } finally {
            Stream.concat(ending.stream(), staying.stream()).forEach(StompConnection::close);
        }
    }

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

    private static Predicate<JsonNode> says(String body) {
        return event -> event.path("message").path("body").asString("").equals(body);
    }

    private String onlySessionOf(Person person) throws SQLException {
        try (Connection connection = server.database().connect();
                PreparedStatement select =
                        connection.prepareStatement("select id_hash from web_session where user_id = ?")) {
            select.setLong(1, Long.parseLong(person.id()));
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                String session = row.getString(1);
                assertThat(row.next()).isFalse();
                return session;
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
