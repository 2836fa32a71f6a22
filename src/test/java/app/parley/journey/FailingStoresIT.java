package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bo's browser keeps nothing, or stops doing so. He can send all the same. */
class FailingStoresIT {

    private static final String WORDS = "This browser can’t keep unsent messages.";

    /** What a script finds instead of a store that works. */
    enum Failure {
        HANGING("IDBFactory.prototype.open = () => new EventTarget()"),
        FORBIDDEN("""
                const no = () => { throw new DOMException('The operation is insecure.', 'SecurityError') }
                for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches']) Object.defineProperty(window, name, { get: no })
                window.BroadcastChannel = class { constructor() { no() } }
                ServiceWorkerContainer.prototype.register = async () => no()
                LockManager.prototype.request = async () => no()"""),
        ABSENT("""
                for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches', 'BroadcastChannel']) {
                  Object.defineProperty(window, name, { value: undefined })
                }
                delete Navigator.prototype.serviceWorker
                delete Navigator.prototype.locks"""),
        EMPTY("""
                const open = IDBFactory.prototype.open
                IDBFactory.prototype.open = function (name) { return open.call(this, `${name}-without-stores`, 1) }
                IDBDatabase.prototype.createObjectStore = () => {}"""),
        BLOCKED(
                "IDBFactory.prototype.open = () => { const asked = new EventTarget(); setTimeout(() => asked.onblocked?.()); return asked }"),
        ABORTING("""
                for (const verb of ['add', 'put']) {
                  const original = IDBObjectStore.prototype[verb]
                  IDBObjectStore.prototype[verb] = function (...given) {
                    const asked = original.apply(this, given)
                    this.transaction.abort()
                    return asked
                  }
                }""");

        private final String script;

        Failure(String script) {
            this.script = script;
        }
    }

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final AtomicBoolean away = new AtomicBoolean();
    private final List<WebSocketRoute> lines = new ArrayList<>();
    private Person bo;
    private long room;
    private Visit visit;

    @BeforeEach
    void boIsInARoom() {
        bo = Person.newMember(server.uri(), "Bo");
        room = bo.createRoom("Cellar", "closed");
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        visit.page().routeWebSocket("**/ws/**", this::relay);
        visit.page().route(Pattern.compile("/ws/"), route -> {
            if (away.get()) {
                route.abort("internetdisconnected");
            } else {
                route.fallback();
            }
        });
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @ParameterizedTest
    @EnumSource
    void withoutAStoreMessagesAreSentAndTheirAuthorIsTold(Failure failure) {
        visit.page().addInitScript(failure.script);
        RoomScreen screen = RoomScreen.open(visit, room);
        assertThat(roomInList(screen)).isVisible();

        screen.say("one");
        screen.awaitMessage("one");
        assertThat(notice(screen)).containsText(WORDS);
        screen.say("two");
        screen.awaitMessage("two");

        assertThat(screen.pending()).hasCount(0);
        assertThat(notice(screen)).isHidden();
        assertThat(stored()).containsExactly("one", "two");
    }

    @Test
    void whatADatabaseThatIsTakenAwayHeldIsKeptInItsPlace() {
        visit.expect(RoomScreen.NO_CONNECTION);
        RoomScreen screen = RoomScreen.open(visit, room);
        screen.say("before");
        screen.awaitMessage("before");
        away.set(true);
        dropLines();
        screen.say("unsent before it");
        assertThat(screen.pending()).hasCount(1);

        clearSiteData(screen.page());
        screen.say("unsent after it");
        assertThat(screen.pending()).hasCount(2);
        assertThat(screen.button("Retry")).hasCount(2);
        screen.pending().last().getByText("Retry").click();
        away.set(false);
        screen.reconnect();

        screen.awaitMessage("unsent before it").awaitMessage("unsent after it");
        assertThat(screen.pending()).hasCount(0);
        assertThat(stored()).containsExactly("before", "unsent before it", "unsent after it");
    }

    @Test
    void aFullStoreOfSmallThingsStopsNeitherListNorTitleNorDraft() {
        Person ada = Person.newMember(server.uri(), "Ada");
        long other = ada.createRoom("Attic", "open");
        bo.join(other);
        RoomScreen screen = RoomScreen.open(visit, room);
        screen.page().evaluate("""
                () => {
                  localStorage.clear()
                  for (let size = 1 << 20; size >= 1; size >>= 1) {
                    try { for (let i = 0; ; i++) localStorage.setItem(`${size}-${i}`, 'x'.repeat(size)) } catch { }
                  }
                }""");

        screen = RoomScreen.open(visit.page(), "/rooms/" + room);
        ada.post(other, "a noise");

        assertThat(roomInList(screen)).isVisible();
        assertThat(screen.page()).hasTitle("(1) Cellar · Parley");
        screen.say("who is there?");
        screen.awaitMessage("who is there?");
        assertThat(screen.composer()).hasValue("");
    }

    /** As "clear browsing data" does while the page is open: the browser takes the database from under it. */
    private static void clearSiteData(Page page) {
        var data = new JsonObject();
        data.addProperty("origin", page.url().replaceFirst("(https?://[^/]+).*", "$1"));
        data.addProperty("storageTypes", "indexeddb,local_storage,cache_storage");
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("Storage.clearDataForOrigin", data);
        devTools.detach();
    }

    private void relay(WebSocketRoute page) {
        if (away.get()) {
            page.close();
        } else {
            page.connectToServer();
            lines.add(page);
        }
    }

    private void dropLines() {
        lines.forEach(WebSocketRoute::close);
        lines.clear();
    }

    private Locator roomInList(RoomScreen screen) {
        return screen.page().locator("#room-list a[data-room='" + room + "'][aria-current=page]");
    }

    private static Locator notice(RoomScreen screen) {
        return screen.page().locator(".writing__notice");
    }

    private List<String> stored() {
        return bo.transcript(room, "")
                .path("messages")
                .valueStream()
                .map(message -> message.path("body").asString())
                .toList();
    }
}
