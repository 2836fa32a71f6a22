package app.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where only owners and moderators post, the others read: whatever way they try. */
@OnBothDatabases
class AnnouncementIT {

    private static final String ONLY = "Only owners and moderators post here.";

    private final ParleyServer server;
    private Person ada;
    private Person mo;
    private Person bo;
    private long room;

    AnnouncementIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void anAnnouncementRoom() {
        ada = Person.newMember(server.uri(), "Ada");
        mo = Person.newMember(server.uri(), "Mo");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("News", "open");
        mo.join(room);
        bo.join(room);
        ada.appoint(room, mo, "moderator").expect(303);
        bo.post(room, "while everybody could");
        restrict("owners");
    }

    @Test
    void aMemberIsRefusedAndNobodyHearsOfIt() {
        try (StompConnection bosTab = StompConnection.open(bo);
                StompConnection mosTab = StompConnection.open(mo)) {
            for (StompConnection tab : List.of(bosTab, mosTab)) {
                tab.subscribe("/user/queue/acks");
                tab.subscribe("/user/queue/errors");
                tab.subscribe("/topic/rooms." + room);
                tab.subscribe("/topic/rooms." + room + ".typing");
                tab.settle();
            }

            assertThat(bo.post(room, "by HTTP", uuid()).expect(422).body()).contains(ONLY);
            assertThat(bo.post("/rooms/" + room + "/messages", Map.of("body", "by form", "clientId", uuid()))
                            .expect(422)
                            .body())
                    .contains(ONLY, "by form") // what was typed is not lost
                    .doesNotContain("composer-text");
            bosTab.send("/app/rooms/" + room + "/typing", Map.of("on", true));
            JsonNode refused = bosTab.post(room, uuid(), "by socket");
            assertThat(refused.path("status").asString()).isEqualTo("rejected");
            assertThat(refused.path("reason").asString()).isEqualTo(ONLY);
            assertThat(refused.path("retryAfter").isNumber()).isFalse();

            mosTab.send("/app/rooms/" + room + "/typing", Map.of("on", true));
            assertThat(mosTab.post(room, uuid(), "by a moderator")
                            .path("status")
                            .asString())
                    .isEqualTo("stored");
            bosTab.await("/topic/rooms." + room, event -> event.path("seq").asLong() == 2);
            bosTab.await(
                    "/topic/rooms." + room + ".typing",
                    sign -> sign.path("user").asString().equals(mo.id()));
            mosTab.await("/topic/rooms." + room, event -> event.path("seq").asLong() == 2);
            assertThat(mosTab.received("/topic/rooms." + room)).hasSize(1);
            assertThat(mosTab.received("/topic/rooms." + room + ".typing"))
                    .noneMatch(sign -> sign.json().path("user").asString().equals(bo.id()));
        }
        ada.post(room, "by the owner");
        assertThat(bodies()).containsExactly("while everybody could", "by a moderator", "by the owner");
    }

    /** An old message of one's own would be a way to post. */
    @Test
    void whatWasSaidBeforeMayBeTakenBackButSaysNothingNew() {
        assertThat(bo.post("/rooms/" + room + "/messages/1", Map.of("body", "buy this"))
                        .expect(422)
                        .body())
                .contains(ONLY);
        try (StompConnection bosTab = StompConnection.open(bo)) {
            bosTab.subscribe("/user/queue/errors");
            bosTab.settle();
            bosTab.send("/app/rooms/" + room + "/messages/1/edit", Map.of("body", "buy this"));
            assertThat(bosTab.await(
                                    "/user/queue/errors",
                                    error ->
                                            error.path("destination").asString().endsWith("/edit"))
                            .path("reason")
                            .asString())
                    .isEqualTo(ONLY);
        }
        assertThat(bodies()).containsExactly("while everybody could");

        bo.post("/rooms/" + room + "/messages/1/delete", Map.of()).expect(303);
        assertThat(bodies()).doesNotContain("while everybody could");
    }

    @Test
    void whoModeratesNoMoreEditsNothingOfThatTimeEither() {
        mo.post(room, "by a moderator");
        mo.post("/rooms/" + room + "/messages/2", Map.of("body", "corrected")).expect(303);
        mo.post("/rooms/" + room + "/messages/1", Map.of("body", "of another")).expect(404);
        ada.appoint(room, mo, "member").expect(303);

        mo.post("/rooms/" + room + "/messages/2", Map.of("body", "still?")).expect(422);
        mo.leave(room);
        mo.post("/rooms/" + room + "/messages/2", Map.of("body", "still?")).expect(404);
        mo.join(room);
        mo.post("/rooms/" + room + "/messages/2", Map.of("body", "still?")).expect(422);
        ada.post("/rooms/" + room + "/archive", Map.of()).expect(303);
        mo.post("/rooms/" + room + "/messages/2", Map.of("body", "still?")).expect(409);

        assertThat(bodies()).containsExactly("while everybody could", "corrected");
    }

    /** As whoever edits does not notify anybody of a mention. */
    @Test
    void anEditCallsNobody() {
        restrict("everybody");
        ada.post("/rooms/" + room, Map.of("name", "News", "kind", "open", "many", "owners"))
                .expect(303);

        bo.post("/rooms/" + room + "/messages/1", Map.of("body", "@all look here"))
                .expect(422);

        assertThat(bodies()).containsExactly("while everybody could");
    }

    /** What is sent again was said in time. */
    @Test
    void theSameMessageAgainIsTheFirstOne() {
        restrict("everybody");
        String clientId = uuid();
        long seq =
                bo.post(room, "once", clientId).expect(201).json().path("seq").asLong();
        restrict("owners");

        assertThat(bo.post(room, "once", clientId)
                        .expect(201)
                        .json()
                        .path("seq")
                        .asLong())
                .isEqualTo(seq);
    }

    @Test
    void anAdministratorWhoIsAMemberPosts() {
        Person administrator = server.administrator();
        administrator.join(room);

        administrator.post(room, "maintenance tonight");
    }

    @Test
    void itFollowsTheSettingAndTheRole() {
        ada.appoint(room, mo, "member").expect(303);
        mo.post(room, "still?", uuid()).expect(422);
        ada.appoint(room, bo, "moderator").expect(303);
        bo.post(room, "now I may");

        restrict("everybody");
        mo.post(room, "so do I");
    }

    @Test
    void theSettingIsInTheFormAndAFormWithoutItLeavesItAsItIs() {
        restrict("");
        bo.post(room, "still?", uuid()).expect(422);
        assertThat(settings().body()).containsPattern("value=\"owners\" id=\"posting2\"[^>]* checked");
        Page refused = ada.post("/rooms/" + room, Map.of("name", "News", "kind", "open", "posting", "nobody"))
                .expect(422);
        assertThat(refused.body()).containsSubsequence("id=\"posting-error\"", "Choose who may post.");
        for (Person other : List.of(mo, bo)) {
            other.post("/rooms/" + room, Map.of("name", "News", "kind", "open", "posting", "everybody"))
                    .expect(404);
        }
    }

    private Page settings() {
        return ada.get("/rooms/" + room + "/settings").expect(200);
    }

    private void restrict(String posting) {
        ada.post("/rooms/" + room, Map.of("name", "News", "kind", "open", "posting", posting))
                .expect(303);
    }

    private List<String> bodies() {
        return ada.transcript(room, "")
                .path("messages")
                .valueStream()
                .map(message -> message.path("body").asString())
                .toList();
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }
}
