package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room with a thousand messages is read backwards and forwards, and the words under the eye never move. */
@OnBothDatabases
class HistoryIT {

    private static final int MESSAGES = 1_000;

    private final ParleyServer server;
    private Person ada;
    private Person bo;
    private long room;
    private Past past;
    private Visit visit;

    HistoryIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void aLotWasSaid() throws SQLException {
        ada = Person.newMember(server.uri(), "Ada");
        room = ada.createRoom("Archive", "open");
        bo = Person.newMember(server.uri(), "Bo");
        bo.join(room);
        past = Past.of(server, room).wrote(ada, MESSAGES).read(bo, MESSAGES);
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void historyLoadsUpwardAndDownAgainWithoutMovingTheReadersPlace() {
        RoomScreen screen = RoomScreen.open(visit, room);
        assertThat(screen.isAtEnd()).isTrue();
        assertThat(screen.message(MESSAGES)).isInViewport();
        Deque<Route> asked = holdPages(screen.page());

        while (firstOf(screen) > 1) {
            screen.scrollTo(250);
            loadOnePage(screen, asked);
        }
        screen.scrollTo(0);
        assertThat(screen.page().getByText("This is where the room begins.")).isInViewport();

        while (lastOf(screen) < MESSAGES) {
            screen.scrollTo(-250);
            loadOnePage(screen, asked);
        }
        screen.scrollTo(-1);
        assertThat(screen.message(MESSAGES)).isInViewport();
        assertThat(screen.newest()).isHidden();
    }

    @Test
    void theButtonLeadsBackToTheNewestFromFarAway() {
        RoomScreen screen = RoomScreen.open(visit.page(), "/rooms/" + room + "/messages/5");

        screen.newest().click();

        assertThat(screen.message(MESSAGES)).isInViewport();
        assertThat(screen.newest()).isHidden();
    }

    @Test
    void theLinkAtTheEdgeLoadsIntoTheSamePage() {
        RoomScreen screen = RoomScreen.open(visit, room);
        assertThat(screen.message(MESSAGES - 60)).hasCount(0);

        screen.page().locator(".transcript__edge--before a").evaluate("link => link.click()");

        assertThat(screen.message(MESSAGES - 60)).hasCount(1);
        assertThat(screen.message(MESSAGES)).isInViewport();
        assertThat(screen.page()).hasURL(Pattern.compile("/rooms/" + room + "$"));
    }

    @Test
    void aRoomOpensAtTheFirstUnreadMessageUnderTheNewLine() throws SQLException {
        past.read(bo, 500);

        RoomScreen screen = RoomScreen.open(visit, room);

        assertThat(screen.newLine()).hasText("New");
        assertThat(screen.newLine()).isInViewport();
        assertThat(screen.newLine().locator("xpath=following-sibling::article[1]"))
                .hasAttribute("data-message-seq", "501");
        assertThat(screen.message(500)).isInViewport(); // some of what was read, to know where one is
        assertThat(screen.message(MESSAGES)).hasCount(0);
        assertThat(missed(screen)).isHidden();
    }

    /** The line stands at the first unread message or nowhere: far away from it one is told how much there is, and since when. */
    @Test
    void whoGoesPastTheFirstUnreadMessageIsToldHowMuchIsNewAndLedBack() throws SQLException {
        past.read(bo, 500);
        RoomScreen screen = RoomScreen.open(visit, room);
        screen.newest().click();
        assertThat(screen.message(MESSAGES)).isInViewport();
        assertThat(missed(screen)).hasText(Pattern.compile("^500 new since .*\\d"));
        assertThat(visit.accessibilityViolations()).isEmpty();
        screen.scrollTo(0);
        screen.page().waitForCondition(() -> firstOf(screen) < MESSAGES - 50);
        assertThat(screen.newLine()).hasCount(0);

        missed(screen).click();

        assertThat(screen.newLine()).isInViewport();
        assertThat(screen.newLine().locator("xpath=following-sibling::article[1]"))
                .hasAttribute("data-message-seq", "501");
        assertThat(missed(screen)).isHidden();
        RoomScreen.open(visit.page(), "/rooms/" + room + "/messages/900");
        assertThat(screen.newLine()).hasCount(0);
        assertThat(missed(screen)).isHidden(); // reading the end is reading all
        ada.post("/rooms/" + room + "/messages/990/delete", Map.of()).expect(303);
        bo.post("/rooms/" + room + "/messages/2/unread", Map.of()).expect(204);
        RoomScreen.open(visit.page(), "/rooms/" + room + "/messages/900");
        assertThat(missed(screen)).hasText(Pattern.compile("^998 new since "));
        assertThat(screen.newLine()).hasCount(0);
    }

    private static Locator missed(RoomScreen screen) {
        return screen.page().locator(".transcript__missed");
    }

    @Test
    void aPermalinkOpensTheRoomAroundItsMessageAndMarksIt() {
        RoomScreen screen = RoomScreen.open(visit.page(), "/rooms/" + room + "/messages/321");

        assertThat(screen.message(321)).isInViewport();
        assertThat(screen.message(321)).hasClass(Pattern.compile("message--target"));
        assertThat(screen.page().locator(".message--target")).hasCount(1);
        assertThat(screen.message(320)).isInViewport();
    }

    /** Pages of history wait here until the test has measured where everything stands. */
    private static Deque<Route> holdPages(Page page) {
        Deque<Route> asked = new ArrayDeque<>();
        page.route(Pattern.compile("/messages\\?(before|after)="), asked::add);
        return asked;
    }

    private static void loadOnePage(RoomScreen screen, Deque<Route> asked) {
        screen.page().waitForCondition(() -> !asked.isEmpty());
        int first = firstOf(screen);
        int last = lastOf(screen);
        int anchor = screen.firstVisible();
        double place = screen.top(anchor);

        asked.remove().resume();
        screen.page().waitForCondition(() -> firstOf(screen) != first || lastOf(screen) != last);

        assertThat(screen.top(anchor)).as("place of message " + anchor).isCloseTo(place, within(1.0));
        assertThat(screen.seqs()).hasSizeLessThanOrEqualTo(300).isSorted().doesNotHaveDuplicates();
    }

    private static int firstOf(RoomScreen screen) {
        return screen.seqs().getFirst();
    }

    private static int lastOf(RoomScreen screen) {
        return screen.seqs().getLast();
    }
}
