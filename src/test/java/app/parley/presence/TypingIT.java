package app.parley.presence;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ada types in a room that Bo has open. */
@OnBothDatabases
class TypingIT {

    private final ParleyServer server;
    private Person ada;
    private Person bo;
    private long room;
    private StompConnection reader;

    TypingIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void boReads() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Kitchen", "open");
        bo.join(room);
        reader = ready(StompConnection.open(bo));
        reader.subscribe(topic());
        reader.settle();
    }

    @AfterEach
    void leave() {
        reader.close();
    }

    @ParameterizedTest
    @EnumSource
    void theRoomHearsOfAStartAndOfAnEnd(Line line) {
        try (StompConnection typist = ready(line.open(ada))) {
            type(typist, true);
            assertThat(reader.awaitCount(topic(), 1).getFirst().json())
                    .isEqualTo(StompFrame.JSON.readTree("""
                            {"user": %s, "name": "Ada", "on": true}""".formatted(ada.id())));
            type(typist, false);
            reader.await(topic(), sign -> !sign.path("on").asBoolean());
            assertThat(typist.received("/user/queue/errors")).hasSize(0);
        }
    }

    /** However fast the starts come, the room hears one a second; the ends between them come one for each start at most. */
    @Test
    void startsThatComeTooFastAreDroppedInSilence() {
        try (StompConnection typist = ready(StompConnection.open(ada))) {
            for (int i = 0; i < 50; i++) {
                type(typist, true);
                type(typist, false);
            }
            typist.settle();
            marker();

            assertThat(reader.received(topic()))
                    .filteredOn(sign -> sign.json().path("name").asString().equals("Ada"))
                    .hasSizeBetween(1, 6);
            assertThat(typist.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTypistWhoseSocketIsGoneStopsTyping(Line line) {
        StompConnection typist = ready(line.open(ada));
        type(typist, true);
        reader.await(topic(), sign -> sign.path("on").asBoolean());

        typist.close();

        reader.await(topic(), sign -> !sign.path("on").asBoolean());
    }

    @Test
    void whoDoesNotWantToBeSeenTypingIsNot() {
        save("off");
        try (StompConnection typist = ready(StompConnection.open(ada))) {
            type(typist, true);
            typist.settle();
            marker();
            assertThat(reader.received(topic())).hasSize(1);
            assertThat(ada.get("/profile").body()).doesNotContain("name=\"showsTyping\" value=\"true\" checked");

            save("on");
            type(typist, true);
            reader.await(topic(), sign -> sign.path("name").asString().equals("Ada"));
        }
    }

    @Test
    void nobodyTypesInAnArchivedRoom() {
        ada.post("/rooms/" + room + "/archive", Map.of()).expect(303);
        try (StompConnection typist = ready(StompConnection.open(ada))) {
            type(typist, true);
            typist.await(
                    "/user/queue/errors",
                    refusal -> refusal.path("reason").asString().contains("archived"));
        }
        assertThat(reader.received(topic())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNoMemberNeitherTypesNorHears(Line line) {
        Person ines = Person.newMember(server.uri(), "Ines");
        try (StompConnection stranger = ready(line.open(ines))) {
            stranger.subscribe(topic());
            type(stranger, true);
            stranger.awaitCount("/user/queue/errors", 2);
            marker();
            stranger.settle();

            assertThat(stranger.received(topic())).isEmpty();
            assertThat(reader.received(topic())).hasSize(1);
            assertThat(stranger.isOpen()).isTrue();
        }
    }

    /** Revoked while typing and while listening: the room is told of the end, and the other hears nothing more. */
    @ParameterizedTest
    @EnumSource
    void whoLeavesNeitherTypesNorHearsAnyMore(Line line) {
        try (StompConnection leaver = ready(line.open(ada))) {
            leaver.subscribe(topic());
            leaver.settle();
            type(leaver, true);
            reader.await(topic(), sign -> sign.path("on").asBoolean());
            leaver.awaitCount(topic(), 1);

            ada.appoint(room, bo, "owner").expect(303);
            ada.leave(room);

            reader.await(topic(), sign -> !sign.path("on").asBoolean());
            int before = leaver.received(topic()).size();
            marker();
            leaver.settle();
            assertThat(leaver.received(topic())).hasSize(before);
        }
    }

    @Test
    void whatIsNoSignIsRefusedWithoutHarm() {
        List<String> wrong =
                List.of("", "{}", "nonsense", "[]", "{\"on\": \"perhaps\"}", "{\"on\": null}", "{\"on\": {}}", "null");
        try (StompConnection typist = ready(StompConnection.open(ada))) {
            String destination = "/app/rooms/" + room + "/typing";
            wrong.forEach(body -> typist.send(new StompFrame(
                    "SEND", Map.of("destination", destination, "content-type", "application/json"), body)));
            assertThat(typist.awaitCount("/user/queue/errors", wrong.size()))
                    .allSatisfy(refusal -> assertThat(
                                    refusal.json().path("destination").asString())
                            .isEqualTo(destination));
            assertThat(reader.received(topic())).isEmpty();

            type(typist, true);
            reader.await(topic(), sign -> sign.path("on").asBoolean());
        }
    }

    @Test
    void aRoomThatIsNoneIsRefused() {
        List<String> none = List.of("0", "-1", "042", "999999", "99999999999999999999", "x");
        try (StompConnection typist = ready(StompConnection.open(ada))) {
            none.forEach(number -> typist.send("/app/rooms/" + number + "/typing", Map.of("on", true)));
            assertThat(typist.awaitCount("/user/queue/errors", none.size()))
                    .extracting(refusal -> refusal.json().path("destination").asString())
                    .containsExactlyInAnyOrderElementsOf(none.stream()
                            .map(number -> "/app/rooms/" + number + "/typing")
                            .toList());
            assertThat(typist.isOpen()).isTrue();
        }
    }

    /** Bo types himself: whatever was published before is here when this is. */
    private void marker() {
        type(reader, true);
        reader.await(topic(), sign -> sign.path("name").asString().equals("Bo"));
    }

    private void save(String typing) {
        Map<String, String> fields = new HashMap<>(
                Map.of("name", "Ada", "bio", "", "theme", "system", "density", "comfortable", "_showsTyping", "on"));
        if (typing.equals("on")) {
            fields.put("showsTyping", "true");
        }
        ada.post("/profile", fields).expect(303);
    }

    private void type(StompConnection typist, boolean on) {
        typist.send("/app/rooms/" + room + "/typing", Map.of("on", on));
    }

    private String topic() {
        return "/topic/rooms." + room + ".typing";
    }

    private static StompConnection ready(StompConnection connection) {
        connection.subscribe("/user/queue/errors");
        return connection;
    }
}
