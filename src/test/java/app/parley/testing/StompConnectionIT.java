package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The clients of the tests against the real application: what they report is what happened. */
@ExtendWith(ServerLogsOnFailure.class)
class StompConnectionIT {

    private static final ParleyServer SERVER = ParleyServer.shared(TestDatabase.SQLITE);

    private Person bo;
    private Person chidi;
    private long room;

    @BeforeEach
    void twoPeopleInARoom() {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        bo = Person.newMember(SERVER.uri(), "Bo " + tag);
        chidi = Person.newMember(SERVER.uri(), "Chidi " + tag);
        room = bo.createRoom("Room " + tag, "open");
        chidi.join(room);
    }

    static Stream<Function<Person, StompConnection>> transports() {
        return Stream.of(
                StompConnection::open,
                StompConnection::openSockJs,
                person -> StompConnection.openRawTransport(person).connect(person.csrfHeader(), person.csrfToken()));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aPostIsAcknowledgedAndHeardByTheOther(Function<Person, StompConnection> transport) {
        try (StompConnection sender = transport.apply(bo);
                StompConnection reader = transport.apply(chidi)) {
            String topic = "/topic/rooms." + room;
            sender.subscribe("/user/queue/acks");
            reader.subscribe("another-id", topic);
            awaitSubscriptions(reader, chidi);
            String clientId = UUID.randomUUID().toString();

            JsonNode ack = sender.post(room, clientId, "Grüße 🦊");
            JsonNode event = reader.await(
                    topic, e -> e.path("message").path("clientId").asString("").equals(clientId));

            assertThat(ack.path("status").asString()).isEqualTo("stored");
            assertThat(event.path("seq").asLong()).isEqualTo(ack.path("seq").asLong());
            assertThat(event.path("message").path("body").asString()).isEqualTo("Grüße 🦊");
            assertThat(event.path("message").path("author").path("id").asString())
                    .isEqualTo(bo.id());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aRefusalIsHeardAndTheConnectionLives(Function<Person, StompConnection> transport) {
        try (StompConnection connection = transport.apply(bo)) {
            connection.subscribe("/user/queue/errors");
            connection.subscribe("/topic/**");

            JsonNode refusal = connection.await("/user/queue/errors", e -> true);

            assertThat(refusal.path("destination").asString()).isEqualTo("/topic/**");
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void aConnectWithoutATokenIsAnsweredWithAnError() {
        try (StompConnection connection = StompConnection.openTransport(bo)) {
            connection.send(new StompFrame("CONNECT", Map.of("accept-version", "1.2", "host", "parley")));

            assertThat(connection.awaitError().command()).isEqualTo("ERROR");
            connection.awaitClosed();
        }
    }

    @Test
    void bytesThatAreNoTextEndOnlyTheConnectionThatSentThem() {
        try (StompConnection bystander = StompConnection.open(chidi);
                StompConnection sender = StompConnection.openRawTransport(bo)) {
            sender.connect(bo.csrfHeader(), bo.csrfToken());
            sender.sendText(new byte[] {'S', 'E', 'N', 'D', '\n', (byte) 0xc3, (byte) 0x28, 0});

            sender.awaitClosed();
            awaitSubscriptions(bystander, chidi);
        }
    }

    /** A message to oneself behind the subscriptions: when it is acknowledged, they are in place. */
    private void awaitSubscriptions(StompConnection connection, Person person) {
        connection.subscribe("/user/queue/acks");
        assertThat(connection
                        .post(room, UUID.randomUUID().toString(), person + " is here")
                        .path("status")
                        .asString())
                .isEqualTo("stored");
    }
}
