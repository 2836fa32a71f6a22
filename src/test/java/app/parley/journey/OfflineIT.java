package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bo opens Parley while the server is away. */
class OfflineIT {

    private static final String KEPT = """
            async words => {
              if (!navigator.serviceWorker.controller) return false
              const page = await caches.match(location.pathname)
              return page && (await page.text()).includes(words) && (await (await caches.open('files')).keys()).length > 20
            }""";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private long room;
    private Line line;
    private Visit visit;
    private RoomScreen screen;

    @BeforeEach
    void boHasBeenInARoom() throws IOException {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Tunnel", "open");
        bo.join(room);
        for (int i = 1; i <= 70; i++) {
            ada.post(room, i == 65 ? "    some code" : "metre " + i);
        }
        line = Line.to(server.uri());
        visit = TestBrowser.visit(line.uri(), Screen.DESK).as(bo).expect(RoomScreen.NO_CONNECTION);
        screen = RoomScreen.open(visit, room);
        screen.awaitMessage("metre 70");
        ada.post(room, "the **last** word");
        screen.awaitMessage("the last word");
        visit.page().waitForFunction(KEPT, "last</strong> word");
    }

    @AfterEach
    void leave() throws IOException {
        visit.close();
        line.close();
    }

    @Test
    void theLastTranscriptAndTheOutboxAreThereAndGoOnWhenTheServerIsBack() {
        line.cut();
        assertThat(screen.connectionBar()).isVisible();
        visit.page().reload();

        screen.awaitMessage("the last word");
        assertThat(screen.page().locator("h1")).hasText("Tunnel");
        assertThat(screen.connectionBar()).containsText("What you write is kept.");
        assertThat(screen.message("the last word").locator("strong")).hasText("last");
        assertThat(screen.page().locator(".line:not(.line--new)")).hasCount(1);
        assertThat(screen.page().locator(".code__copy")).hasCount(1);
        assertThat(screen.isAtEnd()).isTrue();
        screen.say("hello from inside");
        assertThat(screen.pending()).containsText("hello from inside");

        Page tab = visit.newTab();
        tab.navigate("/");
        RoomScreen other = RoomScreen.on(tab);
        other.awaitMessage("the last word");
        assertThat(tab).hasURL(line.uri() + "/rooms/" + room);
        assertThat(other.pending()).containsText("Not sent");
        other.composer().fill("and half a");
        tab.navigate("/rooms/" + room + "/messages/3");
        assertThat(other.composer()).hasValue("and half a");

        ada.post(room, "meanwhile outside");
        line.mend();
        screen.reconnect();

        screen.awaitMessage("hello from inside").awaitMessage("meanwhile outside");
        assertThat(screen.pending()).hasCount(0);
        assertThat(stored()).endsWith("the **last** word", "meanwhile outside", "hello from inside");
        screen.scrollTo(0);
        screen.awaitMessage("metre 9");
        assertThat(screen.page().locator("#room-list a[aria-current=page]")).containsText("Tunnel");
    }

    @Test
    void whatWasKeptGoesWithItsPerson() {
        Page tab = visit.page();
        tab.locator(".side__person").click();
        tab.locator("form[action='/logout'] button").click();
        assertThat(tab.locator("#username")).isVisible();
        tab.waitForFunction("async () => !(await caches.keys()).some(name => name.startsWith('pages-'))");

        line.cut();

        assertThatThrownBy(() -> tab.navigate("/rooms/" + room)).isInstanceOf(PlaywrightException.class);
    }

    @Test
    void aPageOfTheServerIsNeverReplacedByOneThatWasKept() {
        ada.post("/rooms/" + room + "/members/" + bo.id() + "/delete", Map.of()).expect(303);
        visit.expect(RoomScreen.REMOVED).expect("40[34]");

        visit.page().navigate("/rooms/" + room);

        assertThat(visit.page().locator(".transcript__log")).hasCount(0);
        assertThat(visit.page().locator("body")).not().containsText("the last word");
    }

    private List<String> stored() {
        return bo.transcript(room, "")
                .path("messages")
                .valueStream()
                .map(message -> message.path("body").asString())
                .toList();
    }
}
