package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada and Bo use one browser, one after the other. A tab that was Ada's stays open. */
class OnePersonsPageIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final AtomicBoolean away = new AtomicBoolean();
    private final List<WebSocketRoute> lines = new ArrayList<>();
    private Person ada;
    private Person bo;
    private long lobby;
    private Visit browser;
    private Page adasTab;

    @BeforeEach
    void adaHasARoomOpen() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        lobby = ada.createRoom("Lobby", "open");
        bo.join(lobby);
        browser = TestBrowser.visit(server.uri(), Screen.DESK)
                .as(ada)
                .expect(RoomScreen.NO_CONNECTION)
                .expect("40[139]");
        adasTab = browser.page();
        adasTab.routeWebSocket("**/ws/**", this::relay);
        adasTab.route(Pattern.compile("/"), route -> {
            if (away.get()) {
                route.abort("internetdisconnected");
            } else {
                route.fallback();
            }
        });
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    @Test
    void whatAdaWroteIsNeverBosAndGoesOutWhenSheSignsInAgain() {
        RoomScreen adas = RoomScreen.open(adasTab, "/rooms/" + lobby);
        lose();
        adas.say("Ada's words");
        adas.composer().pressSequentially("half a thought");
        assertThat(adas.pending()).containsText("Ada's words");

        Page bosTab = browser.newTab();
        browser.context().clearCookies(); // no page of Ada's is opened on the way
        bosTab.navigate("/login");
        signIn(bosTab, bo);
        RoomScreen bos = RoomScreen.open(bosTab, "/rooms/" + lobby);
        away.set(false);
        adasTab.evaluate("() => dispatchEvent(new Event('online'))");

        assertThat(adasTab.locator("meta[name=user-id]")).hasAttribute("content", bo.id());
        bos.say("Bo's words");
        bos.awaitMessage("Bo's words");
        assertThat(bos.pending()).hasCount(0);
        assertThat(bos.composer()).hasValue("");
        assertThat(stored()).containsExactly(bo.id() + ": Bo's words");

        bosTab.locator(".side__person").click();
        bosTab.locator("form[action='/logout'] button").click();
        signIn(bosTab, ada);
        RoomScreen again = RoomScreen.open(bosTab, "/rooms/" + lobby);
        again.awaitMessage("Ada's words");
        assertThat(again.pending()).hasCount(0);
        assertThat(again.composer()).hasValue("half a thought");
        assertThat(stored()).containsExactly(bo.id() + ": Bo's words", ada.id() + ": Ada's words");
    }

    @Test
    void aTabThatWasAdasShowsBoNothingOfHersAndDoesNothingInHisName() {
        long attic = ada.createRoom("Attic", "closed");
        RoomScreen adas = RoomScreen.open(adasTab, "/rooms/" + lobby);
        assertThat(adasTab.locator("#room-list a[data-room='" + attic + "']")).isVisible();
        lose();
        browser.as(bo); // as by another way into the server, of which no page knows

        away.set(false);
        adas.composer().pressSequentially("a late thought");
        adasTab.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))"); // which saves the draft

        assertThat(adasTab.locator("meta[name=user-id]")).hasAttribute("content", bo.id());
        assertThat(bo.get("/rooms/" + lobby).body()).doesNotContain("a late thought");
        assertThat(adasTab.locator("#room-list")).not().containsText("Attic");
    }

    @Test
    void whoseSessionHasEndedGoesOnAfterSigningInWhereItEnded() {
        RoomScreen adas = RoomScreen.open(adasTab, "/rooms/" + lobby);
        lose();
        adas.say("before I was signed out");
        adas.composer().pressSequentially("and another thing");
        browser.context().clearCookies();
        away.set(false);
        adasTab.evaluate("() => dispatchEvent(new Event('online'))");

        signIn(adasTab, ada);

        assertThat(adasTab).hasURL(server.uri() + "/rooms/" + lobby);
        adas.awaitMessage("before I was signed out");
        assertThat(adas.composer()).hasValue("and another thing");
        assertThat(stored()).containsExactly(ada.id() + ": before I was signed out");
    }

    @Test
    void aLinkAndAFormOfAdasPageLeadToBosPages() {
        adasTab.route(Pattern.compile("/rooms/list"), Route::abort); // or the page would be left by that already
        adasTab.navigate("/rooms/new");
        browser.as(bo);
        adasTab.locator("#name").fill("Ada's own room");
        adasTab.locator("form[action='/rooms'] button[type=submit]").click();

        assertThat(adasTab.locator("meta[name=user-id]")).hasAttribute("content", bo.id());
        assertThat(bo.get("/rooms/list").body()).doesNotContain("own room");

        browser.as(ada);
        adasTab.locator("#menu-me a[href='/profile']").evaluate("link => link.click()");
        assertThat(adasTab.locator("meta[name=user-id]")).hasAttribute("content", ada.id());
    }

    @Test
    void entriesWithoutAnOwnerAreNobodysToSend() {
        adasTab.navigate("/login");
        adasTab.evaluate("""
                room => new Promise((resolve, reject) => {
                  const asked = indexedDB.open('parley', 1)
                  asked.onupgradeneeded = () => asked.result.createObjectStore('outbox', { keyPath: 'place', autoIncrement: true })
                  asked.onerror = reject
                  asked.onsuccess = () => {
                    const change = asked.result.transaction('outbox', 'readwrite')
                    change.objectStore('outbox').add({ place: 1, clientId: crypto.randomUUID(), room, body: 'whose?', writtenAt: Date.now(), state: 'waiting' })
                    change.oncomplete = () => { asked.result.close(); resolve() }
                  }
                })""", (int) lobby);
        RoomScreen screen = RoomScreen.open(adasTab, "/rooms/" + lobby);
        screen.say("mine");
        screen.awaitMessage("mine");

        assertThat(screen.pending()).hasCount(0);
        assertThat(stored()).containsExactly(ada.id() + ": mine");
    }

    private static void signIn(Page tab, Person next) {
        tab.locator("#username").fill(Objects.requireNonNull(next.username()));
        tab.locator("#password").fill(Person.PASSWORD);
        tab.locator("form[action='/login'] button[type=submit]").click();
        assertThat(tab.locator("meta[name=user-id]")).hasAttribute("content", next.id());
    }

    private void lose() {
        away.set(true);
        lines.forEach(WebSocketRoute::close);
        lines.clear();
    }

    private void relay(WebSocketRoute page) {
        if (away.get()) {
            page.close();
        } else {
            page.connectToServer();
            lines.add(page);
        }
    }

    private List<String> stored() {
        return bo.transcript(lobby, "")
                .path("messages")
                .valueStream()
                .map(message -> message.path("author").path("id").asString() + ": "
                        + message.path("body").asString())
                .toList();
    }
}
