package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Bo reads while his line is down, and how he gets it back. The page's clock stands still where a test asks who
 * reconnects: then no timer of the page does.
 */
class ConnectionBarIT {

    private static final Pattern COUNTDOWN = Pattern.compile("Next try in (\\d+) s\\.");
    private static final Pattern A_WHILE = Pattern.compile("Next try in ([5-9]|1\\d) s\\.");

    static final String HIDE = """
            state => {
              Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
              Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true })
              document.dispatchEvent(new Event('visibilitychange'))
            }""";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final AtomicBoolean deaf = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private Person ada;
    private long room;
    private Line line;
    private Visit visit;
    private RoomScreen bo;
    private WebSocketRoute socket;

    @BeforeEach
    void boIsInARoom() throws IOException {
        ada = Person.newMember(server.uri(), "Ada");
        Person boHimself = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Train", "open");
        boHimself.join(room);
        ada.post(room, "before");
        line = Line.to(server.uri());
        visit = TestBrowser.visit(line.uri(), Screen.DESK).as(boHimself).expect(RoomScreen.NO_CONNECTION);
        visit.page().clock().install();
        visit.page().routeWebSocket("**/ws/websocket", this::relay);
        visit.page().onResponse(answer -> looks.addAndGet(answer.url().contains("?changed=") ? 1 : 0));
        bo = RoomScreen.open(visit, room);
    }

    @AfterEach
    void leave() throws IOException {
        visit.close();
        line.close();
    }

    @Test
    void theBarSaysWhatIsTheMatterCountsTheSecondsAndTryNowConnectsAtOnce() {
        Page page = visit.page();
        assertThat(bo.connectionBar()).isHidden();
        line.cut();
        stopTheClockInALongWait();
        assertThat(bo.connectionBar()).containsText("No connection to the server. What you write is kept.");
        int seconds = countdown();
        page.clock().runFor(2_000);
        assertThat(countdown()).isEqualTo(seconds - 2);
        page.clock().runFor(1_000);
        assertThat(countdown()).isEqualTo(seconds - 3);
        ada.post(room, "meanwhile");

        line.mend();
        bo.button("Try now").click();

        assertThat(bo.connectionBar()).isHidden();
        bo.awaitMessage("meanwhile");
    }

    @Test
    void comingBackToTheTabConnectsAtOnce() {
        visit.page().evaluate(HIDE, "hidden");
        line.cut();
        stopTheClockInALongWait();
        ada.post(room, "meanwhile");
        line.mend();

        visit.page().evaluate(HIDE, "visible");

        assertThat(bo.connectionBar()).isHidden();
        bo.awaitMessage("meanwhile");
    }

    /** Everybody hears it in the same instant; without their own moments all would be back in the same instant, too. */
    @Test
    void whoIsToldThatTheServerRestartsComesBackAtAMomentOfTheirOwn() {
        visit.page().evaluate("() => { Math.random = () => 0.9 }");

        socket.close(new WebSocketRoute.CloseOptions().setCode(1012));

        assertThat((Integer) visit.page().evaluate("""
                        async () => {
                          const { connection } = await import('parley/realtime/connection')
                          if (connection.state === 'open') {
                            await new Promise(resolve => connection.addEventListener('change', resolve, { once: true }))
                          }
                          return Math.round(connection.retryAt - Date.now())
                        }""")).isBetween(3_000, 5_000);
    }

    /** A machine that slept: its socket seems open, and what was sent over it never comes. */
    @Test
    void aTabThatWasHiddenForLongCatchesUpThoughItsLineSeemsSound() {
        visit.page().clock().runFor(3_000);
        visit.page().waitForCondition(() -> looks.get() >= 2); // at what was missed, after connecting
        visit.page().evaluate(HIDE, "hidden");
        deaf.set(true);
        ada.post(room, "meanwhile");
        ada.post(room, "and more");
        visit.page().clock().pauseAt(now() + 100);
        visit.page().clock().setSystemTime(now() + 25_000);
        assertThat(bo.words()).containsExactly("before");

        visit.page().evaluate(HIDE, "visible");

        bo.awaitMessage("meanwhile").awaitMessage("and more");
        assertThat(bo.words()).isEqualTo(List.of("before", "meanwhile", "and more"));
    }

    /** The tries become rarer; in a pause that is long enough to look at, time stops. */
    private void stopTheClockInALongWait() {
        assertThat(bo.connectionBar()).containsText(A_WHILE, patiently());
        visit.page().clock().pauseAt(now() + 100);
        assertThat(bo.connectionBar()).containsText(COUNTDOWN);
        assertThat(countdown()).isGreaterThanOrEqualTo(4);
    }

    private long now() {
        return ((Number) visit.page().evaluate("Date.now()")).longValue();
    }

    private int countdown() {
        Locator words = bo.connectionBar().locator("[data-connection-bar-target=countdown]");
        Matcher countdown = COUNTDOWN.matcher(words.textContent());
        assertThat(countdown.matches()).as(words.textContent()).isTrue();
        return Integer.parseInt(countdown.group(1));
    }

    private static LocatorAssertions.ContainsTextOptions patiently() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(40_000);
    }

    private void relay(WebSocketRoute page) {
        socket = page;
        WebSocketRoute onward = page.connectToServer();
        onward.onMessage(frame -> {
            if (!(deaf.get() && frame.text().startsWith("MESSAGE"))) {
                page.send(frame.text());
            }
        });
    }
}
