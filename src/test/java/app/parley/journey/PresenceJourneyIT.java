package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.MortalBrowser;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.StompConnection;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import app.parley.testing.network.FaultyNetwork;
import app.parley.testing.network.Link;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bo looks at a room, and sees who else is there and who is typing. */
class PresenceJourneyIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private long room;
    private Visit bos;
    private RoomScreen bo;

    @BeforeEach
    void boIsInARoom() {
        ada = Person.newMember(server.uri(), "Ada");
        Person boHimself = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Kitchen", "open");
        boHimself.join(room);
        bos = TestBrowser.visit(server.uri(), Screen.DESK).as(boHimself);
        bo = RoomScreen.open(bos, room);
    }

    @AfterEach
    void leave() {
        bos.close();
    }

    @Test
    void typingIsSeenAtOnceMovesNothingAndEndsWithTheMessage() {
        try (Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            RoomScreen screen = RoomScreen.open(adas, room);
            double composer = top(bo.composer());

            screen.composer().pressSequentially("Hello");

            assertThat(typing(bo)).hasText("\u2068Ada\u2069 is typing…", within(1_000));
            assertThat(top(bo.composer())).isEqualTo(composer);
            assertThat(bos.accessibilityViolations()).isEmpty();
            assertThat(typing(screen)).hasText("");

            screen.composer().press("Enter");
            bo.awaitMessage("Hello");
            assertThat(typing(bo)).hasText("", within(1_000));

            screen.composer().pressSequentially("Hm");
            assertThat(typing(bo)).hasText("\u2068Ada\u2069 is typing…", within(2_000));
            screen.composer().fill("");
            assertThat(typing(bo)).hasText("", within(1_000));
        }
    }

    /** However soon after the last start: what one page sends once a second at most is not lost, but comes later. */
    @Test
    void whoGoesOnRightAfterAMessageIsShownTypingAgain() {
        try (Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            RoomScreen screen = RoomScreen.open(adas, room);

            screen.composer().pressSequentially("Hello");
            screen.composer().press("Enter");
            screen.composer().pressSequentially("Hm");

            bo.awaitMessage("Hello");
            assertThat(typing(bo)).hasText("\u2068Ada\u2069 is typing…", within(2_000));
        }
    }

    /** The line is cut under the typist, who can say no goodbye. */
    @Test
    void aTypistWhoseLineDiesIsNotShownTypingForLong() throws IOException {
        try (Line line = Line.to(server.uri());
                Visit adas = TestBrowser.visit(line.uri(), Screen.DESK).as(ada).expect(RoomScreen.NO_CONNECTION)) {
            RoomScreen screen = RoomScreen.open(adas, room);
            screen.composer().pressSequentially("Hello");
            assertThat(typing(bo)).not().hasText("", new LocatorAssertions.HasTextOptions().setTimeout(1_000));

            line.cut();

            assertThat(typing(bo)).hasText("", within(6_000));
        }
    }

    /** All processes of the typist's browser at once, as when the memory of a machine runs out. */
    @Test
    void aTypistWhoseBrowserIsKilledIsNotShownTypingForLong() {
        try (MortalBrowser browser = TestBrowser.mortal()) {
            RoomScreen screen =
                    RoomScreen.open(browser.visit(server.uri(), Screen.DESK).as(ada), room);
            screen.composer().pressSequentially("Hello");
            assertThat(typing(bo)).hasText("\u2068Ada\u2069 is typing…", within(2_000));

            browser.kill();

            assertThat(typing(bo)).hasText("", within(6_000));
        }
    }

    /** Nobody tells the reader's page of an end: neither the typist, who is cut off, nor the server, which does not know. */
    @Test
    void aTypistWhoIsNotHeardOfAnyMoreRunsOutInThePageOfTheReader() {
        try (FaultyNetwork network =
                FaultyNetwork.to(server.uri().getHost(), server.uri().getPort())) {
            Person adaOverThere =
                    Person.visiting(network.uri()).signIn(String.valueOf(ada.username()), Person.PASSWORD);
            StompConnection typist = StompConnection.open(adaOverThere); // which ends with the network
            typist.send("/app/rooms/" + room + "/typing", Map.of("on", true));
            assertThat(typing(bo)).hasText("\u2068Ada\u2069 is typing…", within(2_000));

            network.links().forEach(Link::halfOpen);

            assertThat(typing(bo)).hasText("", within(6_000));
            assertThat(typist.isOpen()).isTrue();
        }
    }

    @Test
    void theListOfMembersShowsWhoIsHereWithoutAReload() {
        Page list = bos.page();
        list.navigate("/rooms/" + room + "/members");
        Locator presence = list.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText("Ada"))
                .locator(".presence");
        assertThat(presence).hasText("Offline");

        try (Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            RoomScreen.open(adas, room);
            assertThat(presence).hasText("Online");
            assertThat(presence).hasAttribute("data-presence", "online");

            Page other = adas.newTab();
            RoomScreen.open(other, "/rooms/" + room);
            list.evaluate("""
                    () => {
                      window.seen = []
                      new MutationObserver(() => window.seen.push(document.querySelector('tbody').innerText))
                          .observe(document.querySelector('tbody'), { subtree: true, childList: true, attributes: true })
                    }""");
            other.close();
            adas.page().reload();
            RoomScreen.on(adas.page()).awaitConnection();
            adas.page().evaluate(ConnectionBarIT.HIDE, "hidden");
            assertThat(presence).hasText("Away");
            assertThat(String.valueOf(list.evaluate("window.seen.join()"))).doesNotContain("Offline");
            adas.page().evaluate(ConnectionBarIT.HIDE, "visible");
            assertThat(presence).hasText("Online");
        }
        assertThat(presence).hasText("Offline");
        assertThat(bos.accessibilityViolations()).isEmpty();
    }

    @Test
    void theFacesAboveTheRoomShowWhoIsHere() {
        Locator face = bos.page().locator(".head__people .avatar").filter(new Locator.FilterOptions().setHasText("A"));
        assertThat(face).not().hasAttribute("data-presence", "online");
        try (Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            RoomScreen.open(adas, room);
            assertThat(face).hasAttribute("data-presence", "online");
        }
        assertThat(face).hasAttribute("data-presence", "offline");
    }

    private static Locator typing(RoomScreen screen) {
        return screen.page().locator(".typing");
    }

    private static double top(Locator element) {
        return Objects.requireNonNull(element.boundingBox()).y;
    }

    private static LocatorAssertions.HasTextOptions within(double millis) {
        return new LocatorAssertions.HasTextOptions().setTimeout(millis);
    }
}
