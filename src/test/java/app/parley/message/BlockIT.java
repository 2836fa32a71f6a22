package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bo blocks Ada. */
@OnBothDatabases
class BlockIT {

    private static final String REFUSED = "Nothing can be sent in this conversation.";

    private final ParleyServer server;
    private Person ada;
    private Person bo;

    BlockIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void people() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
    }

    @Test
    void betweenTheTwoNothingIsSentWhicheverWayUntilItIsTakenBack() {
        long room = direct(ada, bo);
        ada.post(room, "hello");
        block(bo, ada).expect(303);
        block(bo, ada).expect(303);

        assertThat(refusal(ada, room)).contains(REFUSED);
        assertThat(refusal(bo, room)).contains(REFUSED);
        assertThat(ada.post("/rooms/" + room + "/messages/1", Map.of("body", "hello again"))
                        .status())
                .isEqualTo(422);
        try (StompConnection adas = StompConnection.open(ada)) {
            adas.subscribe("/user/queue/acks");
            JsonNode answer = adas.post(room, UUID.randomUUID().toString(), "hello?");
            assertThat(answer.path("status").asString()).isEqualTo("rejected");
            assertThat(answer.path("reason").asString()).isEqualTo(REFUSED);
            assertThat(answer.path("retryAfter").isNumber()).isFalse();
        }
        JsonNode log = bo.transcript(room, "");
        assertThat(log.path("messages")).hasSize(1);
        assertThat(log.path("messages").path(0).path("body").asString()).isEqualTo("hello");

        bo.post("/users/" + ada.id() + "/block/delete", Map.of()).expect(303);
        ada.post(room, "at last");
        bo.post(room, "yes");
    }

    @Test
    void amongOthersTheyMayWriteButDoNotCall() {
        Person chidi = Person.newMember(server.uri(), "Chidi");
        long three = direct(ada, bo, chidi);
        block(bo, ada);
        long room = chidi.createRoom("Kitchen", "open");
        ada.join(room);
        bo.join(room);

        for (long place : new long[] {three, room}) {
            ada.post(place, "@" + bo.username() + " and @" + chidi.username());
        }

        assertThat(ada.transcript(room, "")
                        .path("messages")
                        .path(0)
                        .path("html")
                        .asString())
                .as("nobody sees who blocks whom")
                .contains("data-mention=\"" + bo.id() + "\"", "data-mention=\"" + chidi.id() + "\"");
        assertThat(mentions(chidi, room)).isEqualTo("1");
        assertThat(mentions(bo, room)).isEqualTo("0");
        assertThat(unread(chidi, three)).isEqualTo("1");
        assertThat(unread(bo, three)).isEqualTo("0");
        chidi.post(room, "@" + bo.username());
        assertThat(mentions(bo, room)).isEqualTo("1");
    }

    @Test
    void whoBlocksSeesItOnTheProfileAndTheOtherDoesNot() {
        block(bo, ada);

        assertThat(bo.get("/users/" + ada.id()).body()).contains("Stop blocking", "You block");
        assertThat(bo.get("/profile").body()).contains("People you block", "@" + ada.username());
        assertThat(ada.get("/users/" + bo.id()).body()).doesNotContain("Stop blocking", "You block");
        assertThat(ada.get("/profile").body()).doesNotContain("People you block");
    }

    @Test
    void nobodyBlocksThemselvesOrNobody() {
        assertThat(block(bo, bo).status()).isEqualTo(404);
        assertThat(bo.post("/users/999999999/block", Map.of()).status()).isEqualTo(404);
        assertThat(bo.post("/users/999999999/block/delete", Map.of()).status()).isEqualTo(404);
    }

    private static Page block(Person who, Person whom) {
        return who.post("/users/" + whom.id() + "/block", Map.of());
    }

    private static long direct(Person me, Person... others) {
        var names = new StringBuilder();
        for (Person other : others) {
            names.append(other.username()).append(' ');
        }
        String room = me.post("/direct", Map.of("people", names.toString()))
                .expect(303)
                .location()
                .orElseThrow();
        return Long.parseLong(room.replace("/rooms/", ""));
    }

    private static String refusal(Person author, long room) {
        return author.post(room, "hello?", UUID.randomUUID().toString())
                .expect(422)
                .body();
    }

    private static String unread(Person person, long room) {
        return person.get("/rooms/list")
                .body()
                .replaceFirst("(?s).*data-room=\"" + room + "\"[^>]*data-unread=\"(\\d+)\".*", "$1");
    }

    private static String mentions(Person person, long room) {
        return person.get("/rooms/list")
                .body()
                .replaceFirst("(?s).*data-room=\"" + room + "\".*?data-mentions>(\\d+)<.*", "$1");
    }
}
