package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada talks with Chidi behind a closed door. Ines was never in that room, and Chidi does not stay. */
@OnBothDatabases
class ClosedDoorsIT {

    private static final String SECRET = "the price is 4711";
    private static final String MORE = "and we will sell for 815";
    private static final double ONE_SECOND = 1_000;

    /** Listens to all, and tells which one is refused. */
    private static final String SUBSCRIBE = """
            async topics => {
              const { connection } = await import('parley/realtime/connection')
              window.heard = []
              const refusal = new Promise(resolve => connection.subscribe('/user/queue/errors', e => resolve(e.destination)))
              for (const topic of topics) connection.subscribe(topic, event => window.heard.push(event.message.body))
              return refusal
            }""";

    private static final String ROOM = "Negotiation " + UUID.randomUUID();

    private final ParleyServer server;
    private Person ada;
    private Person chidi;
    private Person inesHerself;
    private long room;
    private Visit ines;
    private Visit chidis;
    private final List<String> framesToChidi = new CopyOnWriteArrayList<>();

    ClosedDoorsIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void aClosedRoom() {
        ada = Person.newMember(server.uri(), "Ada");
        chidi = Person.newMember(server.uri(), "Chidi");
        room = ada.createRoom(ROOM, "closed");
        ada.post("/rooms/" + room + "/members", Map.of("username", String.valueOf(chidi.username())))
                .expect(303);
        ada.post(room, SECRET);
        inesHerself = Person.newMember(server.uri(), "Ines");
        ines = TestBrowser.visit(server.uri(), Screen.DESK).as(inesHerself);
        chidis = TestBrowser.visit(server.uri(), Screen.DESK).as(chidi);
        chidis.page().onWebSocket(socket -> socket.onFrameReceived(frame -> framesToChidi.add(frame.text())));
    }

    @AfterEach
    void leave() {
        ines.close();
        chidis.close();
    }

    @Test
    void aStrangerOpensAClosedRoomByNoAddress() {
        ines.expect("status 404|404 \\(");
        String address = "/rooms/" + room;
        assertThat(chidi.get(address).expect(200).body()).contains(SECRET, ROOM);

        for (String path : List.of("", "/messages/1", "/settings", "/members", "/messages", "/messages?around=1")) {
            Response answer = ines.page().navigate(address + path);

            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(ines.page().content()).doesNotContain(SECRET, ROOM);
        }
    }

    @Test
    void aStrangersScriptsReadNoHistory() {
        ines.expect("status 404|404 \\(");
        ines.page().navigate("/rooms");
        assertThat(ines.page().locator("#content")).not().containsText(ROOM);

        for (String query : List.of("", "?before=9", "?after=0", "?around=1", "?changed=0")) {
            assertThat((Integer) ines.page().evaluate("""
                    path => fetch(path, { headers: { Accept: 'application/json' } })
                      .then(async answer => (await answer.text()).includes('4711') ? 0 : answer.status)""", "/rooms/" + room + "/messages" + query))
                    .as(query)
                    .isEqualTo(404);
        }
    }

    @Test
    void aStrangersSubscriptionIsRefusedAndHearsNothing() {
        long own = inesHerself.createRoom("Diary", "closed");
        RoomScreen inside = RoomScreen.open(chidis, room);
        ines.page().navigate("/rooms");
        RoomScreen.on(ines.page()).awaitConnection();

        Object refused = ines.page().evaluate(SUBSCRIBE, List.of("/topic/rooms." + room, "/topic/rooms." + own));
        assertThat(refused).isEqualTo("/topic/rooms." + room);
        ada.post(room, MORE);
        inside.awaitMessage(MORE); // so there was something to hear
        inesHerself.post(own, "dear diary");

        ines.page().waitForFunction("() => heard.length > 0");
        assertThat(ines.page().evaluate("() => heard")).isEqualTo(List.of("dear diary"));
    }

    @Test
    void aPersonWhoIsRemovedWhileLookingAtTheRoomSeesThatAndNothingMore() {
        chidis.expect(RoomScreen.REMOVED);
        RoomScreen inside = RoomScreen.open(chidis, room);
        assertThat(inside.message(SECRET)).isVisible();
        assertThat(chidis.page().locator("#room-list").getByText(ROOM)).isVisible();
        String seen = chidi.get("/rooms/" + room).body();
        assertThat(seen).contains(SECRET);

        ada.post("/rooms/" + room + "/members/" + chidi.id() + "/delete", Map.of())
                .expect(303);

        Page page = chidis.page();
        assertThat(page.getByText("You are no longer in this room"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(ONE_SECOND));
        assertThat(inside.messages()).hasCount(0);
        assertThat(inside.composer()).hasCount(0);
        ada.post(room, MORE);
        assertThat(page.locator("#room-list").getByText(ROOM)).hasCount(0);
        RoomScreen elsewhere = RoomScreen.open(page, "/rooms/" + chidi.createRoom("Elsewhere", "closed"));
        chidi.post(lastRoom(page), "the socket works");
        elsewhere.awaitMessage("the socket works");
        assertThat(framesToChidi).noneMatch(frame -> frame.contains("815"));
        assertThat(framesToChidi).anyMatch(frame -> frame.contains("the socket works"));
    }

    private static long lastRoom(Page page) {
        return Long.parseLong(page.url().replaceFirst(".*/rooms/", ""));
    }
}
