package app.parley.message;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is called, and what their lists of rooms count. */
@OnBothDatabases
class MentionIT {

    private static final String ROOMS = "/user/queue/rooms";

    private final ParleyServer server;
    private Person ada;
    private Person bo;
    private long room;
    private StompConnection bosTab;

    MentionIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void open() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Calls", "open");
        bo.join(room);
        bosTab = StompConnection.open(bo);
        bosTab.subscribe(ROOMS);
    }

    @AfterEach
    void close() {
        bosTab.close();
    }

    @Test
    void whoIsCalledCountsItUntilTheyReadIt() {
        ada.post(room, "nothing for anybody");
        awaitCounts("unread", 1, 0);
        ada.post(room, "hello @" + bo.username());
        awaitCounts("unread", 2, 1);
        ada.post(room, "@all and again @" + bo.username() + " @" + bo.username());
        awaitCounts("unread", 3, 2);

        bosTab.send("/app/rooms/" + room + "/read", Map.of("seq", 2));
        awaitCounts("read", 1, 1);
        bosTab.send("/app/rooms/" + room + "/read", Map.of("seq", 3));
        awaitCounts("read", 0, 0);
    }

    @Test
    void editsCallAndTakeBackAndDeletionsToo() {
        ada.post(room, "hello");
        awaitCounts("unread", 1, 0);
        edit(1, "hello @" + bo.username());
        awaitCounts("unread", 1, 1);
        edit(1, "hello all of you");
        awaitCounts("unread", 1, 0);
        edit(1, "@all hello");
        awaitCounts("unread", 1, 1);
        ada.post("/rooms/" + room + "/messages/1/delete", Map.of()).expect(303);
        awaitCounts("unread", 0, 0);
    }

    /** Not even the mark "edited": nothing happened. */
    @Test
    void anEditWithoutAChangeChangesNothing() {
        String body = "    int i; // @" + bo.username() + "\n\n\nlast line \n";
        ada.post(room, body);
        JsonNode before = ada.transcript(room, "");

        edit(1, body);
        edit(1, body.replace("\n", "\r\n"));

        assertThat(ada.transcript(room, "")).isEqualTo(before);
        assertThat(before.path("messages").get(0).path("body").asString()).isEqualTo(body);
        edit(1, body + "!");
        JsonNode after = ada.transcript(room, "").path("messages").get(0);
        assertThat(after.path("edited").asBoolean()).isTrue();
        assertThat(after.path("change").asLong()).isEqualTo(2);
    }

    @Test
    void quotesAndEscapesCallNobody() {
        ada.post(room, "> @" + bo.username() + " wrote\n\n\\@all `@here` &#64;all");
        ada.post(room, "ねえ@" + bo.username() + "さん");

        awaitCounts("unread", 2, 1);
    }

    /** A table that would be eight megabytes long; who may, deletes it. */
    @Test
    void whateverIsStoredIsShownToEverybodyAndCanBeDeleted() {
        String wide = "|" + "a|".repeat(400) + "\n|" + "-|".repeat(400) + "\n" + "a\n".repeat(4_000);
        ada.post(room, wide);
        bosTab.subscribe("/topic/rooms." + room);
        ada.post(room, "|" + "a|".repeat(200) + "\n|" + "-|".repeat(200) + "\n" + "a\n".repeat(4_500));

        bosTab.await("/topic/rooms." + room, event -> event.path("seq").asLong() == 2);
        bo.get("/rooms/" + room).expect(200);
        assertThat(html(1)).contains("|a|a|").hasSizeLessThan(200_000);
        ada.post("/rooms/" + room + "/messages/1/delete", Map.of()).expect(303);
        bosTab.await(
                "/topic/rooms." + room, event -> event.path("type").asString().equals("message.deleted"));
    }

    @Test
    void nobodyCallsThemselvesAndStrangersCountNothing() {
        Person stranger = Person.newMember(server.uri(), "Sam");
        try (StompConnection strangersTab = StompConnection.open(stranger)) {
            strangersTab.subscribe(ROOMS);
            bo.post(room, "@all @" + bo.username() + " @" + stranger.username() + " @nobody-at-all");
            ada.post(room, "the end");

            awaitCounts("unread", 1, 0);
            stranger.join(room);
            ada.post(room, "@" + stranger.username());
            awaitCounts(strangersTab, "unread", 1, 1);
        }
    }

    @Test
    void hereCallsThoseWhoAreHere() {
        Person away = Person.newMember(server.uri(), "Chidi");
        away.join(room);
        ada.post(room, "@here quick question");
        awaitCounts("unread", 1, 1);

        try (StompConnection later = StompConnection.open(away)) {
            later.subscribe(ROOMS);
            ada.post(room, "never mind");
            awaitCounts(later, "unread", 2, 0);
        }
    }

    @Test
    void anotherNameShowsWhereverThePersonIsCalled() {
        ada.post(room, "hello @" + bo.username());
        assertThat(html(1)).contains("Bo</a>", "data-mention=\"" + bo.id() + "\"");

        bo.post("/profile", Map.of("name", "Bobby", "bio", "", "theme", "system", "density", "comfortable"))
                .expect(303);

        assertThat(html(1)).contains("Bobby</a>", "data-mention=\"" + bo.id() + "\"");
    }

    /** Owners and moderators may still, and so may everybody once they are let. */
    @Test
    void whereOnlyOwnersAndModeratorsCallEverybodyOthersAreToldSo() {
        restrict("owners");
        for (String call : List.of("@all soup", "@here soup")) {
            Page refused = bo.post(room, call, UUID.randomUUID().toString()).expect(422);
            assertThat(refused.body()).contains("only owners and moderators may call everybody");
        }
        bo.post(room, "`@all` in code and me@all.example call nobody");
        refuseEdit(1, "@all soup");
        ada.post(room, "@all soup");
        awaitCounts("unread", 1, 1);
        ada.appoint(room, bo, "moderator").expect(303);
        bo.post(room, "@all tea");
        ada.appoint(room, bo, "member").expect(303);

        restrict("everybody");
        bo.post(room, "@all soup");
        restrict("");
        assertThat(ada.get("/rooms/" + room + "/settings").body()).containsPattern("value=\"everybody\"[^>]* checked");
    }

    private void restrict(String many) {
        ada.post("/rooms/" + room, Map.of("name", "Calls", "kind", "open", "many", many))
                .expect(303);
    }

    private void refuseEdit(int seq, String body) {
        bo.send("/rooms/" + room + "/messages/" + seq, Map.of("body", body), "application/json")
                .expect(422);
        assertThat(bo.transcript(room, "").path("messages").get(0).path("body").asString())
                .contains("in code");
    }

    @Test
    void whoHidesARoomHearsNothingOfIt() {
        bo.post("/rooms/" + room + "/involvement", Map.of("involvement", "hidden"))
                .expect(303);
        long other = ada.createRoom("Aloud", "open");
        bo.join(other);
        int before = bosTab.received(ROOMS).size();

        ada.post(room, "@" + bo.username() + " psst");
        bosTab.subscribe("/topic/rooms." + room);
        ada.post(other, "aloud");
        bosTab.await(
                ROOMS,
                notice -> notice.path("room").asLong() == other
                        && notice.path("unread").asInt() == 1);

        assertThat(bosTab.received(ROOMS).stream().skip(before))
                .noneMatch(notice -> notice.json().path("room").asLong() == room
                        && notice.json().path("type").asString().equals("unread"));
    }

    private void edit(long seq, String body) {
        ada.post("/rooms/" + room + "/messages/" + seq, Map.of("body", body)).expect(303);
    }

    private String html(int seq) {
        return ada.transcript(room, "")
                .path("messages")
                .get(seq - 1)
                .path("html")
                .asString();
    }

    private void awaitCounts(String type, int unread, int mentions) {
        awaitCounts(bosTab, type, unread, mentions);
    }

    private void awaitCounts(StompConnection tab, String type, int unread, int mentions) {
        tab.await(
                ROOMS,
                notice -> notice.path("type").asString().equals(type)
                        && notice.path("room").asLong() == room
                        && notice.path("unread").asInt() == unread
                        && notice.path("mentions").asInt() == mentions);
    }
}
