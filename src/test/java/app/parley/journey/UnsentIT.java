package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the composer lets go and the server does not take, and what it does not let go. */
class UnsentIT {

    private static final int LONGEST = 10_000;

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final AtomicBoolean swallowing = new AtomicBoolean();
    private final AtomicInteger swallowed = new AtomicInteger();
    private Person bo;
    private long room;
    private Visit visit;
    private RoomScreen screen;

    @BeforeEach
    void boIsInARoom() {
        bo = Person.newMember(server.uri(), "Bo");
        room = bo.createRoom("Workshop", "closed");
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        visit.page().routeWebSocket("**/ws/websocket", this::relay);
        screen = RoomScreen.open(visit, room);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void aRejectedMessageSaysWhyAndIsGoneForGoodWhenItIsDiscarded() {
        screen.say("\u2800"); // a blank letter, which only the server knows for one

        assertThat(failure()).containsText("Not sent. Write something first: nothing in the message can be seen.");
        assertThat(screen.pending()).hasCount(1);
        assertThat(unsentMark()).isVisible();
        screen.page().reload();
        screen.awaitConnection();
        assertThat(failure()).containsText("nothing in the message can be seen");
        screen.button("Discard").click();

        assertThat(screen.pending()).hasCount(0);
        assertThat(unsentMark()).isHidden();
        assertThat(screen.composer()).isFocused();
        screen.say("a word");
        screen.awaitMessage("a word");
        screen.page().reload();
        screen.awaitConnection();
        assertThat(screen.words()).containsExactly("a word");
        assertThat(stored()).containsExactly("a word");
    }

    @Test
    void whatIsNotAcknowledgedInFiveSecondsIsMarkedAndCanBeDiscardedOrTriedAgain() {
        Clock clock = screen.page().clock();
        clock.install();
        screen.page().reload();
        screen.awaitConnection();
        swallowing.set(true);
        clock.pauseAt(((Number) screen.page().evaluate("Date.now() + 100")).longValue());
        screen.say("better not");
        screen.say("better this");
        screen.page().waitForCondition(() -> swallowed.get() > 0);

        clock.runFor(4_900);
        assertThat(screen.pending()).hasCount(2);
        assertThat(failure().first()).isHidden();
        clock.runFor(100);
        assertThat(failure().first()).hasText("Not sent Retry Discard", asShown());
        clock.resume();
        assertThat(failure().last()).hasText("Not sent Retry Discard", asShown());
        entry("better not").getByText("Discard").click();
        assertThat(screen.pending()).hasCount(1);
        swallowing.set(false);
        entry("better this").getByText("Retry").click();
        assertThat(failure()).isHidden();

        screen.awaitMessage("better this");
        assertThat(screen.pending()).hasCount(0);
        assertThat(stored()).containsExactly("better this");
    }

    /** The page that would have marked it was closed meanwhile. */
    @Test
    void whatANewPageFindsPendingIsMarkedByItsAge() {
        swallowing.set(true);
        screen.say("is this thing on?");
        screen.page().waitForCondition(() -> swallowed.get() > 0);
        screen.page().navigate("about:blank");

        Page later = visit.newTab();
        later.clock().setFixedTime(System.currentTimeMillis() + 6_000);
        later.routeWebSocket("**/ws/websocket", line -> {}); // which never answers
        later.navigate("/rooms/" + room);

        screen = RoomScreen.on(later);
        assertThat(failure()).hasText("Not sent Retry Discard", asShown());
        screen.button("Discard").click();
        assertThat(screen.pending()).hasCount(0);
    }

    @Test
    void theCounterTellsNearTheLimitHowMuchIsLeftAndTooMuchIsNotSent() {
        Locator counter = screen.page().locator(".composer__count");
        screen.composer().fill("x".repeat(LONGEST - 1_001));
        assertThat(counter).isHidden();
        screen.composer().fill("x".repeat(LONGEST - 999));
        assertThat(counter).hasText("999 characters left");
        screen.composer().fill("x".repeat(LONGEST - 1));
        assertThat(counter).hasText("1 character left");
        screen.composer().fill("x".repeat(LONGEST + 1));
        assertThat(counter).hasText("1 character too many");
        screen.composer().press("Enter");
        assertThat(screen.composer()).hasValue("x".repeat(LONGEST + 1));
        assertThat(screen.pending()).hasCount(0);

        String longest = "🦊".repeat(LONGEST); // twice as many units of JavaScript
        screen.composer().fill(longest);
        assertThat(counter).hasText("0 characters left");
        screen.composer().press("Enter");

        assertThat(screen.messages()).hasCount(1);
        assertThat(counter).isHidden();
        assertThat(stored()).containsExactly(longest);
    }

    /** A line that the server takes for sound and that swallows what is posted while it is told to. */
    private void relay(WebSocketRoute page) {
        WebSocketRoute onward = page.connectToServer();
        page.onMessage(frame -> {
            if (swallowing.get()
                    && frame.text().startsWith("SEND")
                    && frame.text().contains("/messages")) {
                swallowed.incrementAndGet();
            } else {
                onward.send(frame.text());
            }
        });
    }

    private Locator failure() {
        return screen.page().locator(".message__failure");
    }

    private Locator entry(String words) {
        return screen.pending().filter(new Locator.FilterOptions().setHasText(words));
    }

    /** In the list of rooms. */
    private Locator unsentMark() {
        return screen.page().locator("#room-list a[data-room='" + room + "'] .room-link__unsent");
    }

    private static LocatorAssertions.HasTextOptions asShown() {
        return new LocatorAssertions.HasTextOptions().setUseInnerText(true);
    }

    private List<String> stored() {
        return bo.transcript(room, "")
                .path("messages")
                .valueStream()
                .map(message -> message.path("body").asString())
                .toList();
    }
}
