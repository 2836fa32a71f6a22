package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Somebody else, such as a tool of the operator, holds one row of the database for longer than anybody waits: whoever needs
 * that row is told to come back, and nobody else notices. SQLite has no such rows; its one lock is DatabaseOutageIT's.
 */
class HeldRowIT {

    private static final String ACKS = "/user/queue/acks";

    /** What nobody else may notice. */
    private static final Duration AT_ONCE = Duration.ofMillis(1_900);

    /** Less than the five seconds after which a browser takes a message for lost. */
    private static final Duration IN_TIME = Duration.ofMillis(4_950);

    private final ParleyServer server = ParleyServer.shared(TestDatabase.MARIADB);
    private final Person bo = Person.newMember(server.uri(), "Bo");
    private final Person chidi = Person.newMember(server.uri(), "Chidi");

    @Test
    void roomsThatAreHeldDelayNoOtherAndGoOnInTheirOrder() throws SQLException {
        List<Long> held = List.of(bo.createRoom("Held", "open"), bo.createRoom("Held as well", "open"));
        long free = chidi.createRoom("Free", "open");
        held.forEach(chidi::join);
        held.forEach(room -> bo.post(room, "before"));
        List<String> unsent = new ArrayList<>();

        try (StompConnection waiting = listening(bo);
                StompConnection talking = listening(chidi)) {
            try (Connection intruder = intruder()) {
                for (long room : held) {
                    hold(intruder, "select id from room where id = ? for update", room);
                    for (int i = 0; i < 3; i++) {
                        String clientId = UUID.randomUUID().toString();
                        unsent.add(clientId);
                        send(waiting, room, clientId);
                    }
                }
                long start = System.nanoTime();
                int stored = 0;
                while (waiting.received(ACKS).size() < unsent.size()
                        && since(start).compareTo(IN_TIME) < 0) {
                    assertIsStoredAtOnce(talking, free);
                    stored++;
                }
                assertThat(stored).isGreaterThan(20);
                waiting.awaitCount(ACKS, unsent.size()).forEach(ack -> {
                    assertThat(ack.json().path("status").asString()).isEqualTo("rejected");
                    assertThat(ack.json().path("retryAfter").asInt()).isPositive();
                });
                assertThat(since(start)).isLessThan(IN_TIME);

                assertComesBackInTime(chidi, held.getFirst(), "/membership/delete", Map.of());
                assertComesBackInTime(bo, held.getFirst(), "/messages/1", Map.of("body", "changed"));
                assertComesBackInTime(bo, held.getFirst(), "/messages/1/delete", Map.of());
                held.forEach(room ->
                        assertThat(bo.get("/rooms/" + room).expect(200).body()).contains("before"));
                assertIsStoredAtOnce(talking, free);
                intruder.rollback();
            }

            for (int i = 0; i < unsent.size(); i++) {
                long room = held.get(i / 3);
                assertThat(again(waiting, room, unsent.get(i)).path("seq").asLong())
                        .isEqualTo(2 + i % 3);
            }
        }
        held.forEach(room -> assertThat(seqs(room)).containsExactly(1L, 2L, 3L, 4L));
    }

    @Test
    void whatComesMeanwhileIsStoredOnceTheRoomIsFreeInTheOrderInWhichItCame() throws SQLException {
        long room = bo.createRoom("Held for a moment", "open");
        List<String> ids = IntStream.range(0, 40)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
        try (StompConnection waiting = listening(bo)) {
            try (Connection intruder = intruder()) {
                hold(intruder, "select id from room where id = ? for update", room);
                for (String id : ids) {
                    send(waiting, room, id);
                }
                Awaitility.await()
                        .during(Duration.ofSeconds(1))
                        .until(() -> waiting.received(ACKS).isEmpty());
                intruder.rollback();
            }
            assertThat(waiting.awaitCount(ACKS, ids.size()))
                    .extracting(ack -> ack.json().path("clientId").asString())
                    .containsExactlyElementsOf(ids);
        }
        assertThat(seqs(room))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ids.size()).boxed().toList());
    }

    @Test
    void aPersonWhoseRowIsHeldDelaysNobodyElse() throws SQLException {
        long shared = bo.createRoom("Shared", "open");
        long free = chidi.createRoom("Free of it", "open");
        chidi.join(shared);
        String clientId = UUID.randomUUID().toString();
        try (StompConnection waiting = listening(bo);
                StompConnection talking = listening(chidi)) {
            try (Connection intruder = intruder()) {
                hold(intruder, "select id from users where id = ? for update", Long.parseLong(bo.id()));
                send(waiting, shared, clientId);
                long start = System.nanoTime();
                while (waiting.received(ACKS).isEmpty() && since(start).compareTo(IN_TIME) < 0) {
                    assertIsStoredAtOnce(talking, free);
                }
                JsonNode answer = waiting.awaitCount(ACKS, 1).getFirst().json();
                assertThat(answer.path("status").asString()).isEqualTo("rejected");
                assertThat(answer.path("retryAfter").asInt()).isPositive();
                intruder.rollback();
            }
            assertThat(again(waiting, shared, clientId).path("seq").asLong()).isEqualTo(1);
        }
    }

    /** Of two that wait for each other the database lets one go. */
    @Test
    void aDeadlockCostsNothing() throws SQLException {
        long room = bo.createRoom("Deadlock", "open");
        try (StompConnection waiting = listening(bo)) {
            try (Connection intruder = intruder()) {
                hold(intruder, "select id from users where id = ? for update", Long.parseLong(bo.id()));
                send(waiting, room, UUID.randomUUID().toString());
                Awaitility.await().until(() -> isHeld(room));
                try {
                    hold(intruder, "select id from room where id = ? for update", room);
                } catch (SQLException e) {
                    assertThat(e.getErrorCode()).isEqualTo(1213);
                }
                intruder.rollback();
            }
            assertThat(waiting.awaitCount(ACKS, 1).getFirst().json().path("seq").asLong())
                    .isEqualTo(1);
        }
    }

    private boolean isHeld(long room) throws SQLException {
        try (Connection other = intruder()) {
            hold(other, "select id from room where id = ? for update nowait", room);
            other.rollback();
            return false;
        } catch (SQLException e) {
            return e.getErrorCode() == 1205 || e.getErrorCode() == 3572;
        }
    }

    private static void assertComesBackInTime(Person person, long room, String path, Map<String, String> form) {
        long start = System.nanoTime();
        Page answer = person.post("/rooms/" + room + path, form).expect(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(since(start)).isLessThan(IN_TIME);
    }

    private static void assertIsStoredAtOnce(StompConnection talking, long room) {
        long start = System.nanoTime();
        JsonNode answer = talking.post(room, UUID.randomUUID().toString(), "hello");
        assertThat(answer.path("status").asString()).isEqualTo("stored");
        assertThat(since(start)).isLessThan(AT_ONCE);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static StompConnection listening(Person person) {
        StompConnection connection = StompConnection.open(person);
        connection.subscribe(ACKS);
        return connection;
    }

    private static void send(StompConnection connection, long room, String clientId) {
        connection.send("/app/rooms/" + room + "/messages", Map.of("clientId", clientId, "body", "hello " + clientId));
    }

    /** As the outbox does; the first answer to it was that it is late. */
    private static JsonNode again(StompConnection connection, long room, String clientId) {
        send(connection, room, clientId);
        return connection.await(
                ACKS,
                ack -> ack.path("clientId").asString().equals(clientId)
                        && ack.path("status").asString().equals("stored"));
    }

    private List<Long> seqs(long room) {
        List<Long> seqs = new ArrayList<>();
        bo.transcript(room, "")
                .path("messages")
                .forEach(message -> seqs.add(message.path("seq").asLong()));
        return seqs;
    }

    private Connection intruder() throws SQLException {
        Connection connection = server.database().connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void hold(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.executeQuery().close();
        }
    }
}
