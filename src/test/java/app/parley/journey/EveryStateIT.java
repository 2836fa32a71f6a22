package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
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
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Contrast;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tour of {@link EveryPageIT} goes on: what pages look like when something was refused, failed, ended or has come. */
class EveryStateIT {

    private static final String REFUSED = "status 4\\d\\d|a status of 4\\d\\d";

    /** Somebody who waits for an acknowledgement as long as it takes, so that a test can look at them. */
    private static final String PATIENCE = """
            const timer = window.setTimeout
            window.setTimeout = (act, delay, ...given) => timer(act, delay === 5000 ? 600000 : delay, ...given)""";

    private static final FreshDatabase DATABASE = TestDatabase.SQLITE.fresh();

    /** With its limits, and with settings of its own. */
    private static ParleyServer strict;

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);

    @BeforeAll
    static void start() {
        strict = ParleyServer.on(DATABASE).label("strict").start();
    }

    @AfterAll
    static void stop() {
        strict.close();
        DATABASE.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatAVisitorIsRefusedIsSound(Screen device) {
        Person ada = strict.administrator();
        try (Visit visit = TestBrowser.visit(strict.uri(), device).expect(REFUSED)) {
            Inspection inspection = new Inspection(visit);
            Page page = visit.page();

            inspection.visit("/setup");
            assertThat(page.locator("h1")).hasText("There is nothing here");

            String username = "nobody-" + device;
            for (int i = 0; i < 10; i++) {
                Person.visiting(strict.uri())
                        .post("/login", Map.of("username", username, "password", "wrong password"));
            }
            page.navigate("/login");
            page.getByLabel("Username").fill(username);
            page.getByLabel("Password").fill("wrong password");
            press(page, "Sign in");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Too many wrong passwords");
            inspection.look("too many attempts");

            ada.post("/admin/sign-up", Map.of("mode", "closed")).expect(303);
            inspection.visit("/signup");
            assertThat(page.locator("h1")).hasText("Not open to everybody");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatSettingsAnswerIsSound(Screen device) {
        Person ada = strict.administrator();
        try (Visit visit = TestBrowser.visit(strict.uri(), device).as(ada).expect(REFUSED)) {
            Inspection inspection = new Inspection(visit);
            Page page = visit.page();

            page.navigate("/admin/sign-up");
            page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Closed"))
                    .check();
            press(page, "Save");
            assertThat(page.getByText("Saved.")).isVisible();
            inspection.look("saved sign-up setting");
            page.getByText(Pattern.compile("^Make a (new )?link$")).click();
            assertThat(page.locator("#link")).hasValue(Pattern.compile("/join/"));
            assertThat(page.getByText("Sign-up is closed at the moment")).isVisible();
            inspection.look("invitation link");

            page.navigate("/profile");
            page.locator("#current").fill("wrong password");
            page.locator("#password").fill("password");
            press(page, "Change password");
            assertThat(page.locator("#password-error")).isVisible();
            inspection.look("refused password");
            press(page, "Save");
            assertThat(page.getByText("Saved.")).isVisible();
            inspection.look("saved profile");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @Test
    void withoutReadReceiptsNobodySeesOrHearsHowFarOthersReadUntilTheyAreBack() {
        Person ada = strict.administrator();
        ada.post("/admin/sign-up", Map.of("mode", "open")).expect(303);
        Person bo = Person.newMember(strict.uri(), "Bo");
        String path = "/rooms/" + ada.directRoomWith(bo);
        String topic = path.replace("/rooms/", "/topic/rooms.") + ".reads";
        try (Visit visit = TestBrowser.visit(strict.uri(), Screen.DESK).as(ada);
                StompConnection listening = StompConnection.open(ada)) {
            listening.subscribe("/user/queue/errors");
            listening.subscribe(topic);
            listening.settle();
            RoomScreen screen = RoomScreen.open(visit.page(), path);
            screen.say("Have you seen it?");
            screen.awaitMessage("Have you seen it?");
            read(bo, path, 1);
            assertThat(receipts(screen)).hasText("Read");
            listening.await(
                    topic, position -> bo.id().equals(position.path("user").asString()));

            ada.post("/admin/receipts", Map.of("on", "false")).expect(303);
            screen.say("And this?");
            screen.awaitMessage("And this?");
            read(bo, path, 2);
            screen = RoomScreen.open(visit.page(), path);
            screen.message(2).hover();
            assertThat(screen.button("Mark unread from here")).isVisible();
            assertThat(screen.button("Who has seen it")).hasCount(0);
            assertThat(receipts(screen)).hasCount(0);
            assertThat(ada.get(path + "/reads", "application/json").status()).isEqualTo(404);
            assertThat(ada.get(path + "/messages/1/readers").status()).isEqualTo(404);
            listening.subscribe("again", topic);
            listening.await(
                    "/user/queue/errors",
                    refusal -> refusal.path("destination").asString().equals(topic));
            assertThat(listening.received(topic))
                    .allMatch(position -> position.json().path("seq").asInt() == 1)
                    .extracting(StompFrame::body)
                    .doesNotHaveDuplicates();

            ada.post("/admin/receipts", Map.of("on", "true")).expect(303);
            screen = RoomScreen.open(visit.page(), path);
            assertThat(receipts(screen)).hasText("Read");
            screen.message(2).hover();
            assertThat(screen.button("Who has seen it")).isVisible();
            screen.say("Now again?");
            screen.awaitMessage("Now again?");
            read(bo, path, 3);
            listening.await(topic, position -> position.path("seq").asInt() == 3);
        }
    }

    private static void read(Person person, String room, int seq) {
        person.post(room + "/read", Map.of("seq", Integer.toString(seq))).expect(303);
    }

    private static Locator receipts(RoomScreen screen) {
        return screen.page().locator(".message__receipt");
    }

    @ParameterizedTest
    @EnumSource
    void aRoomWithNewsIsSoundAndSoIsItsEnd(Screen device) throws SQLException {
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = ada.createRoom("Negotiation", "open");
        bo.join(room);
        Past.of(server, room).wrote(ada, 100).read(bo, 30);
        try (Visit visit = TestBrowser.visit(server.uri(), device).as(bo).expect(RoomScreen.REMOVED)) {
            Inspection inspection = new Inspection(visit);

            RoomScreen screen = RoomScreen.open(visit, room);
            assertThat(screen.newLine()).isInViewport();
            assertThat(screen.newest()).isVisible();
            inspection.look("new messages");

            ada.post("/rooms/" + room + "/members/" + bo.id() + "/delete", Map.of())
                    .expect(303);
            assertThat(visit.page().getByText("You are no longer in this room")).isVisible();
            inspection.look("no longer in the room");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageOnItsWayIsSound(Screen device) {
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = bo.createRoom("Tunnel", "open");
        try (Visit visit = TestBrowser.visit(server.uri(), device).as(bo)) {
            Inspection inspection = new Inspection(visit);
            visit.page().addInitScript(PATIENCE);
            visit.page().routeWebSocket("**/ws/websocket", EveryStateIT::swallowWhatIsPosted);

            RoomScreen screen = RoomScreen.open(visit, room);
            send(screen, "Can you hear me?");
            inspection.look("pending message");

            assertThat(screen.pending()).containsText("Can you hear me?");
            assertThat(screen.pending()).not().containsText("Not sent"); // so it was still on its way
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatFailedAndALineThatIsDownAreSound(Screen device) throws IOException {
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = bo.createRoom("Tunnel", "open");
        try (Line line = Line.to(server.uri());
                Visit visit = TestBrowser.visit(line.uri(), device).as(bo).expect(RoomScreen.NO_CONNECTION)) {
            Inspection inspection = new Inspection(visit);
            RoomScreen screen = RoomScreen.open(visit, room);

            send(screen, "\u2800");
            assertThat(screen.pending()).containsText("Not sent. Write something first");
            inspection.look("rejected message");
            line.cut();
            send(screen, "Can you hear me?");
            assertThat(screen.pending().last()).containsText("Not sent");
            assertThat(screen.connectionBar()).isVisible();
            inspection.look("no connection");
            assertThat(screen.connectionBar()).isVisible();
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsSoundWithMoreContrastAndWithLessSpace(Screen device) throws SQLException {
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = ada.createRoom("Harbour", "open");
        bo.join(room);
        ada.post(room, "Look at `this`, https://example.org and\n\n```js\nconst knots = 12 // fast\n```");
        bo.post(room, "- [x] seen\n\n> quoted");
        Past.of(server, room).wrote(ada, 40).read(bo, 20);
        bo.submit("/profile", "/profile", Map.of("density", "compact")).expect(303);

        try (Visit visit = TestBrowser.visit(server.uri(), device).as(bo).expect(REFUSED)) {
            Inspection inspection = new Inspection(visit);
            Page page = visit.page();
            inspectCompact(page, inspection, room);
            page.emulateMedia(new Page.EmulateMediaOptions().setContrast(Contrast.MORE));
            assertThat((Boolean) page.evaluate("matchMedia('(prefers-contrast: more)').matches"))
                    .isTrue();
            inspectCompact(page, inspection, room);
            inspection.visit("/rooms");
            inspection.visit("/rooms/new");
            inspection.visit("/profile");
            inspection.visit("/rooms/" + room + "/members");
            inspection.visit("/no-such-page");
            assertThat((Boolean) page.evaluate("matchMedia('(prefers-contrast: more)').matches"))
                    .isTrue();
            assertThat(inspection.findings()).isEmpty();
        }
    }

    private static void inspectCompact(Page page, Inspection inspection, long room) {
        RoomScreen screen = RoomScreen.open(page, "/rooms/" + room);
        assertThat(page.locator("html")).hasAttribute("data-density", "compact");
        assertThat(screen.newLine()).isVisible();
        inspection.look("compact room");
        page.getByLabel("Room menu").click();
        inspection.look("compact room menu");
        page.keyboard().press("Escape");
        inspection.visit("/rooms/" + room + "/messages/1");
    }

    private static void send(RoomScreen screen, String words) {
        screen.composer().fill(words);
        screen.button("Send").click(); // Enter does not send on a phone
    }

    private static void swallowWhatIsPosted(WebSocketRoute page) {
        WebSocketRoute onward = page.connectToServer();
        page.onMessage(frame -> {
            if (!frame.text().startsWith("SEND")) {
                onward.send(frame.text());
            }
        });
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
