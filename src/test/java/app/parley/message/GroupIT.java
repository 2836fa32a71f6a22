package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Messages share a commit, not a fate. */
class GroupIT {

    private static final String ACKS = "/user/queue/acks";
    private static final int CONNECTIONS = 4;
    private static final int EACH = 100;
    private static final int MOST_TRIES = 10;

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

            Map<String, String> unsent = new HashMap<>();
            for (int i = 0; i < CONNECTIONS * EACH; i++) {
                unsent.put(UUID.randomUUID().toString(), i % 20 == 7 ? POISON : "message " + i);
            }
            List<Long> seqs = new ArrayList<>();
            int tries = 0;
            while (tries < MOST_TRIES && unsent.values().stream().anyMatch(body -> !body.equals(POISON))) {
                tries++;
                for (JsonNode ack : send(unsent, ada, room)) {
                    String clientId = ack.path("clientId").asString();
                    if (ack.path("status").asString().equals("stored")) {
                        assertThat(unsent.remove(clientId)).isNotEqualTo(POISON);
                        seqs.add(ack.path("seq").asLong());
                    } else {
                        assertThat(ack.path("status").asString()).isEqualTo("rejected");
                    }
                }
            }

            assertThat(unsent)
                    .hasSize(CONNECTIONS * EACH / 20)
                    .allSatisfy((_, body) -> assertThat(body).isEqualTo(POISON));
            assertThat(seqs.stream().sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, seqs.size()).boxed().toList());
            ada.post(room, "and on it goes");
            assertThat(failures(server))
                    .hasSizeBetween(1, tries * CONNECTIONS * EACH / 20)
                    .allMatch(line -> line.endsWith(": 1 messages could not be stored"));
        }
    }

    /** Sends all at once over several lines and returns what became of each; on a slow day some of them are late. */
    private static List<JsonNode> send(Map<String, String> messages, Person person, long room) {
        List<StompConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                StompConnection connection = StompConnection.open(person);
                connection.subscribe(ACKS);
                connections.add(connection);
            }
            int sent = 0;
            for (Map.Entry<String, String> message : messages.entrySet()) {
                connections
                        .get(sent++ % CONNECTIONS)
                        .send(
                                "/app/rooms/" + room + "/messages",
                                Map.of("clientId", message.getKey(), "body", message.getValue()));
            }
            List<JsonNode> acks = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int expected = (sent + CONNECTIONS - 1 - i) / CONNECTIONS;
                connections.get(i).awaitCount(ACKS, expected).stream()
                        .map(StompFrame::json)
                        .forEach(acks::add);
            }
            return acks;
        } finally {
            connections.forEach(StompConnection::close);
        }
    }

    /** What the server gave up, and how much at once. */
    private static List<String> failures(ParleyServer server) throws IOException {
        try (Stream<String> log = Files.lines(server.log())) {
            return log.filter(line -> line.contains(" ERROR ") && line.contains("could not be stored"))
                    .toList();
        }
    }

    private static void plant(FreshDatabase database, String trigger) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(trigger);
        }
    }
}
