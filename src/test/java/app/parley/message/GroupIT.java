package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Messages share a commit, not a fate. */
class GroupIT {

    private static final String ACKS = "/user/queue/acks";
    private static final int CONNECTIONS = 4;
    private static final int EACH = 100;

    /** A text that every rule of ours lets pass and that the database itself refuses. */
    private static final String POISON = "poison";

    private static final Map<TestDatabase, String> REFUSAL = Map.of(
            TestDatabase.SQLITE,
            "create trigger refusal before insert on message when new.body = 'poison' "
                    + "begin select raise(abort, 'refused'); end",
            TestDatabase.MARIADB,
            "create trigger refusal before insert on message for each row "
                    + "if new.body = 'poison' then signal sqlstate '45000' set message_text = 'refused'; end if");

    @ParameterizedTest
    @EnumSource
    void whatTheDatabaseRefusesFailsAloneAndLeavesNoHole(TestDatabase kind) throws Exception {
        try (FreshDatabase database = kind.fresh();
                ParleyServer server =
                        ParleyServer.on(database).unlimited().label("group").start()) {
            plant(database, REFUSAL.get(kind));
            Person ada = Person.newMember(server.uri(), "Ada");
            long room = ada.createRoom("One boat", "open");

            List<JsonNode> acks = flood(ada, room);

            List<JsonNode> stored = withStatus(acks, "stored");
            assertThat(withStatus(acks, "rejected")).hasSize(CONNECTIONS * EACH / 20);
            assertThat(stored.stream().map(ack -> ack.path("seq").asLong()).sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, stored.size()).boxed().toList());
            ada.post(room, "and on it goes");
        }
    }

    /** Every twentieth message is one that the database refuses. */
    private static List<JsonNode> flood(Person person, long room) {
        List<StompConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                StompConnection connection = StompConnection.open(person);
                connection.subscribe(ACKS);
                connections.add(connection);
            }
            for (int i = 0; i < EACH; i++) {
                for (StompConnection connection : connections) {
                    connection.send(
                            "/app/rooms/" + room + "/messages",
                            Map.of(
                                    "clientId",
                                    UUID.randomUUID().toString(),
                                    "body",
                                    i % 20 == 7 ? POISON : "message " + i));
                }
            }
            return connections.stream()
                    .flatMap(connection -> connection.awaitCount(ACKS, EACH).stream())
                    .map(StompFrame::json)
                    .toList();
        } finally {
            connections.forEach(StompConnection::close);
        }
    }

    private static List<JsonNode> withStatus(List<JsonNode> acks, String status) {
        return acks.stream()
                .filter(ack -> ack.path("status").asString().equals(status))
                .toList();
    }

    private static void plant(FreshDatabase database, String trigger) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(trigger);
        }
    }
}
