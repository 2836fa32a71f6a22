package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Line;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Ada wants to know who has read what she wrote. */
@OnBothDatabases
class ReceiptIT {

    private final ParleyServer server;
    private Person ada;
    private Person bo;
    private Person chidi;
    private long room;

    ReceiptIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void adaWrites() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        chidi = Person.newMember(server.uri(), "Chidi");
        room = ada.createRoom("Kitchen", "open");
        bo.join(room);
        ada.post(room, "one");
        ada.post(room, "two");
        chidi.join(room);
    }

    @ParameterizedTest
    @EnumSource
    void theRoomHearsHowFarSomebodyHasRead(Line line) {
        try (StompConnection adas = listening(line.open(ada))) {
            read(bo, 2);

            assertThat(adas.awaitCount(topic(), 1).getFirst().json())
                    .isEqualTo(StompFrame.JSON.readTree("{\"user\": %s, \"seq\": 2}".formatted(bo.id())));
        }
    }

    @Test
    void whoHasSeenAMessageIsNamedAndWhoCameLaterIsNot() {
        assertThat(readers(ada, 1)).contains("Nobody yet");

        read(bo, 1);
        read(chidi, 2);

        assertThat(readers(ada, 1)).contains(">Bo<").doesNotContain("Chidi", "Ada");
        assertThat(readers(ada, 2)).contains("Nobody yet");
        assertThat(positions(ada).get(bo.id())).isEqualTo(1);
        assertThat(positions(ada)).doesNotContainKey(ada.id());
        bo.post(room, "mine");
        assertThat(ada.get(path(3)).status()).as("another's message").isEqualTo(404);
        assertThat(ada.get(path(9)).status()).as("no message").isEqualTo(404);
    }

    /** Whoever opts out shows nothing and sees nothing, in the pages that are open too. */
    @Test
    void whoOptsOutNeitherShowsNorSees() {
        try (StompConnection adas = listening(StompConnection.open(ada));
                StompConnection bos = listening(StompConnection.open(bo))) {
            show(bo, false);

            read(bo, 2);
            read(chidi, 1);
            ada.post(room, "three");
            read(chidi, 3);

            adas.await(topic(), position -> position.path("seq").asInt() == 3);
            bos.settle();
            assertThat(bos.received(topic())).isEmpty();
            assertThat(adas.received(topic()))
                    .extracting(position -> position.json().path("user").asString())
                    .containsOnly(chidi.id());
            assertThat(readers(ada, 1)).doesNotContain(">Bo<");
            assertThat(positions(ada)).doesNotContainKey(bo.id());
            assertThat(bo.get("/rooms/" + room + "/reads", "application/json").status())
                    .isEqualTo(404);
            bos.subscribe(topic());
            bos.await(
                    "/user/queue/errors",
                    refusal -> refusal.path("destination").asString().equals(topic()));

            show(bo, true);
            assertThat(positions(ada).get(bo.id())).isEqualTo(2);
        }
    }

    @Test
    void whoIsNoMemberOfAnOpenRoomFindsTheWayIn() {
        Person ines = Person.newMember(server.uri(), "Ines");

        String controller = "message-actions receipts\"";
        assertThat(bo.get("/rooms/" + room).expect(200).body()).contains(controller);
        assertThat(ines.get("/rooms/" + room).expect(200).body())
                .contains("Join")
                .doesNotContain(controller);
        assertThat(ines.get("/rooms/" + room + "/reads", "application/json").status())
                .isEqualTo(404);
    }

    /** As the badge is read from the rows: after a step back too. */
    @Test
    void whatIsMarkedUnreadIsNotSeenAnyMore() {
        read(bo, 2);
        bo.post("/rooms/" + room + "/messages/2/unread", Map.of()).expect(204);

        assertThat(readers(ada, 1)).contains(">Bo<");
        assertThat(readers(ada, 2)).contains("Nobody yet");
    }

    private StompConnection listening(StompConnection connection) {
        connection.subscribe("/user/queue/errors");
        connection.subscribe(topic());
        connection.settle();
        return connection;
    }

    private void read(Person reader, int seq) {
        reader.post("/rooms/" + room + "/read", Map.of("seq", Integer.toString(seq)))
                .expect(303);
    }

    private static void show(Person person, boolean reads) {
        Map<String, String> fields = new HashMap<>(
                Map.of("name", "Bo", "bio", "", "theme", "system", "density", "comfortable", "_showsReads", "on"));
        if (reads) {
            fields.put("showsReads", "true");
        }
        person.post("/profile", fields).expect(303);
    }

    private String readers(Person author, int seq) {
        return author.get(path(seq)).expect(200).body();
    }

    private String path(int seq) {
        return "/rooms/" + room + "/messages/" + seq + "/readers";
    }

    private Map<String, Integer> positions(Person person) {
        List<JsonNode> people = person.get("/rooms/" + room + "/reads", "application/json")
                .expect(200)
                .json()
                .path("people")
                .valueStream()
                .toList();
        var positions = new HashMap<String, Integer>();
        people.forEach(reader ->
                positions.put(reader.path("id").asString(), reader.path("seq").asInt()));
        return positions;
    }

    private String topic() {
        return "/topic/rooms." + room + ".reads";
    }
}
