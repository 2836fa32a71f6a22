package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.notification.push.PushReceiver;
import app.parley.notification.push.PushService;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ada calls Bo, who has Parley open in two tabs; Chidi, whom nobody calls, has it open too. */
class MentionsIT {

    private static final Pattern MENTIONED = Pattern.compile("\\bmessage--mentioned\\b");

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private Person chidi;
    private long room;
    private Visit bosVisit;
    private Visit chidisVisit;

    @BeforeEach
    void everybodyIsThere() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        chidi = Person.newMember(server.uri(), "Chidi");
        room = ada.createRoom("Calls", "open");
        bo.join(room);
        chidi.join(room);
        bosVisit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        chidisVisit = TestBrowser.visit(server.uri(), Screen.DESK).as(chidi);
    }

    @AfterEach
    void leave() {
        bosVisit.close();
        chidisVisit.close();
    }

    @Test
    void whoIsCalledSeesItInTheListAndInTheRoomAndNobodyElseDoes() {
        Page list = listening(bosVisit);
        Page others = listening(chidisVisit);

        ada.post(room, "good morning");
        ada.post(room, "where is it, @" + bo.username() + "?");

        assertThat(calls(list)).hasText("@1 for you,");
        assertThat(calls(others)).isHidden();
        RoomScreen bosRoom = RoomScreen.open(bosVisit.newTab(), "/rooms/" + room);
        RoomScreen chidisRoom = RoomScreen.open(chidisVisit.newTab(), "/rooms/" + room);
        assertThat(bosRoom.message(2)).hasClass(MENTIONED);
        assertThat(bosRoom.message(2).locator(".mention")).hasText("@Bo");
        assertThat(bosRoom.message(1)).not().hasClass(MENTIONED);
        assertThat(chidisRoom.message(2)).not().hasClass(MENTIONED);
        assertThat(chidisRoom.message(2).locator(".mention")).hasText("@Bo");
        assertThat(calls(list)).isHidden();

        ada.post(room, "@all thank you");
        assertThat(bosRoom.message(3)).hasClass(MENTIONED);
        assertThat(chidisRoom.message(3)).hasClass(MENTIONED);
    }

    /** Bo looks at another room and does not notice, until his telephone tells him. */
    @Test
    void whoIsCalledInARoomThatNobodyLooksAtIsToldByPushAndItIsTakenBackWhereverItIsRead() {
        var telephone = new PushReceiver();
        long garden = ada.createRoom("Garden", "open");
        bo.join(garden);
        try (PushService service = new PushService()) {
            bo.sendJson("/notifications/push", """
                            {"endpoint": "%s", "keys": {"p256dh": "%s", "auth": "%s"}}""".formatted(service.uri("/bo"), telephone.p256dh(), telephone.auth()))
                    .expect(204);
            Page elsewhere = RoomScreen.open(bosVisit, garden).page();
            Page chidis = listening(chidisVisit);

            String words = "where is it, @" + bo.username() + "?";
            ada.post(room, words);

            assertThat(calls(elsewhere)).hasText("@1 for you,");
            assertThat(count(chidis)).hasText("1 unread");
            assertThat(calls(chidis)).isHidden();
            JsonNode push = pushed(telephone, service, 1);
            assertThat(push.path("title").asString()).isEqualTo("Ada · Calls");
            assertThat(push.path("body").asString()).isEqualTo("where is it, @Bo?");
            assertThat(calls(elsewhere)).isVisible();

            RoomScreen bosRoom =
                    RoomScreen.open(bosVisit.newTab(), push.path("url").asString());
            assertThat(bosRoom.message(1)).hasClass(MENTIONED);
            assertThat(calls(elsewhere)).isHidden();
            assertThat(pushed(telephone, service, 2))
                    .isEqualTo(StompFrame.JSON.readTree("{\"type\": \"read\", \"room\": %d}".formatted(room)));
            RoomScreen chidisRoom = RoomScreen.open(chidisVisit.newTab(), "/rooms/" + room);
            assertThat(chidisRoom.message(1)).not().hasClass(MENTIONED);
            assertThat(count(chidis)).isHidden();
        }
    }

    @Test
    void anotherNameFollowsIntoEveryOpenPage() {
        ada.post(room, "where is it, @" + bo.username() + "?");
        RoomScreen chidisRoom = RoomScreen.open(chidisVisit.newTab(), "/rooms/" + room);
        Locator mention = chidisRoom.message(1).locator(".mention");
        assertThat(mention).hasText("@Bo");

        bo.post("/profile", Map.of("name", "Bobby", "bio", "", "theme", "system", "density", "comfortable"))
                .expect(303);

        assertThat(mention).hasText("@Bobby");
        mention.click();
        assertThat(chidisRoom.page()).hasURL(Pattern.compile("/users/" + bo.id() + "$"));
        assertThat(chidisRoom.page().locator("h1")).hasText("Bobby");
    }

    private static Page listening(Visit visit) {
        RoomScreen.open(visit.page(), "/rooms");
        assertThat(visit.page().locator("#rooms-all")).isVisible();
        return visit.page();
    }

    private static JsonNode pushed(PushReceiver to, PushService service, int count) {
        Awaitility.await()
                .atMost(StompConnection.PATIENCE) // whoever has a page open gets five seconds to read
                .until(() -> service.received().size() >= count);
        return StompFrame.JSON.readTree(to.read(service.received().get(count - 1)));
    }

    private Locator count(Page page) {
        return page.locator("#room-list a[data-room='" + room + "'] .room-link__count");
    }

    private Locator calls(Page page) {
        return page.locator("#room-list a[data-room='" + room + "'] .room-link__mentions");
    }
}
