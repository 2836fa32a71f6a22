package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A tour of all pages; a visit notices by itself what goes to the console or against the content security policy. */
class EveryPageIT {

    private static final String REFUSED = "status 4\\d\\d|a status of 4\\d\\d";

    /** Every screen, and a second database on one of them: its pages differ by what is stored at most. */
    static Stream<Arguments> places() {
        return Stream.concat(
                Stream.of(Screen.values()).map(device -> Arguments.of(TestDatabase.SQLITE, device)),
                Stream.of(Arguments.of(TestDatabase.MARIADB, Screen.DESK)));
    }

    @Test
    void theFirstPageOfAllIsSoundOnEveryScreen() {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer fresh =
                        ParleyServer.on(database).empty().label("set-up").start()) {
            for (Screen device : Screen.values()) {
                try (Visit visit = TestBrowser.visit(fresh.uri(), device).expect(REFUSED)) {
                    Inspection inspection = new Inspection(visit);
                    inspection.visit("/setup");
                    visit.page().locator("#name").fill("Ada");
                    visit.page().getByLabel("Username").fill("not a username");
                    visit.page().getByLabel("Password").fill("password");
                    press(visit.page(), "Create account and start");
                    assertThat(visit.page().locator("#username-error")).isVisible();
                    inspection.look("refused set-up");
                    assertThat(inspection.findings()).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPageOfAVisitorIsSound(Screen device) {
        ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
        try (Visit visit = TestBrowser.visit(server.uri(), device).expect(REFUSED)) {
            Inspection inspection = new Inspection(visit);

            inspection.visit("/login");
            visit.page().getByLabel("Username").fill("nobody-" + device);
            visit.page().getByLabel("Password").fill("wrong password");
            press(visit.page(), "Sign in");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("do not match");
            inspection.look("refused sign-in");

            inspection.visit("/signup");
            visit.page().getByLabel("Username").fill("not a username");
            visit.page().locator("#name").fill("Ines");
            visit.page().getByLabel("Password").fill("password");
            press(visit.page(), "Create account");
            assertThat(visit.page().locator("#username-error")).isVisible();
            inspection.look("refused sign-up");

            inspection.visit("/join/no-such-invitation");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyPageOfAMemberIsSound(TestDatabase family, Screen device) {
        ParleyServer server = ParleyServer.shared(family);
        Person ada = server.administrator();
        try (Visit visit = TestBrowser.visit(server.uri(), device).as(ada).expect(REFUSED)) {
            Inspection inspection = new Inspection(visit);
            Page page = visit.page();

            inspection.visit("/rooms");
            inspection.visit("/rooms?q=nothingiscalledlikethis");
            inspection.visit("/rooms/new");
            page.locator("#name").fill("\u2800");
            press(page, "Open the room");
            assertThat(page.locator("#name-error")).isVisible();
            inspection.look("refused room");
            inspection.visit("/direct");
            page.locator("#people").fill("nobody-at-all");
            press(page, "Open the conversation");
            assertThat(page.locator("#people-error")).isVisible();
            inspection.look("refused direct room");
            inspection.visit("/profile");
            page.locator("#name").fill("\u2800");
            press(page, "Save");
            assertThat(page.locator("#name-error")).isVisible();
            inspection.look("refused profile");
            inspection.visit("/users/" + ada.id());
            inspection.visit("/admin/sign-up");
            inspection.visit("/no-such-page");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyPageOfARoomIsSound(TestDatabase family, Screen device) {
        ParleyServer server = ParleyServer.shared(family);
        Person ada = Person.newMember(server.uri(), "Ada Wan-Karlsen");
        Person bo = Person.newMember(server.uri(), "Bo");
        long empty = ada.createRoom("Empty", "closed");
        long full = ada.createRoom("Harbour and everything that floats in it or hopes to", "open");
        long archived = ada.createRoom("Last year", "open");
        long others = bo.createRoom("Bo's open room", "open");
        bo.join(full);
        converse(ada, bo, full);
        ada.post(archived, "That was it");
        ada.post("/rooms/" + archived + "/archive", Map.of()).expect(303);

        try (Visit visit = TestBrowser.visit(server.uri(), device).as(ada).expect(REFUSED)) {
            Inspection inspection = new Inspection(visit);
            Page page = visit.page();

            inspection.visit("/rooms/" + empty);
            inspection.visit("/direct/" + bo.username());
            inspection.visit("/rooms/" + full);
            inspectWhatOpens(page, inspection, device);
            inspection.visit("/rooms/" + full + "/messages/2");
            inspection.visit("/rooms/" + archived);
            inspection.visit("/rooms/" + others);
            inspection.visit("/rooms/" + full + "/settings");
            inspection.visit("/rooms/" + archived + "/settings");
            inspection.visit("/rooms/" + full + "/members");
            page.locator("#username").fill("nobody-at-all");
            press(page, "Add");
            assertThat(page.locator("#username-error")).isVisible();
            inspection.look("refused member");
            visit.as(bo);
            inspection.visit("/rooms/" + full + "/settings");
            inspection.visit("/rooms/" + empty);
            inspection.visit("/admin/sign-up");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutScriptsOneReadsAndWrites(TestDatabase family) {
        ParleyServer server = ParleyServer.shared(family);
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = ada.createRoom("Slow network", "open");
        bo.join(room);
        ada.post(room, "Can you **read** this?");

        try (Visit visit = withoutScripts(server).as(bo).expect(REFUSED)) {
            Page page = visit.page();
            page.navigate("/rooms/" + room);
            RoomScreen screen = RoomScreen.on(page);
            assertThat(screen.message(1)).containsText("Can you read this?");
            assertThat(screen.message(1).locator("time"))
                    .hasText(Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC"));

            screen.composer().fill("I can");
            press(page, "Send");
            assertThat(page).hasURL(Pattern.compile("/rooms/" + room + "#message-2$"));
            assertThat(screen.message(2)).containsText("I can");
            assertThat(screen.composer()).hasValue("");

            screen.composer().fill("x".repeat(10_001));
            press(page, "Send");
            assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
            assertThat(screen.composer()).hasValue("x".repeat(10_001));
            assertThat(bo.transcript(room, "").path("messages")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutScriptsOneGetsThroughManyUnreadMessages(TestDatabase family) throws SQLException {
        ParleyServer server = ParleyServer.shared(family);
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = ada.createRoom("Long absence", "open");
        bo.join(room);
        Past.of(server, room).wrote(ada, 120);

        try (Visit visit = withoutScripts(server).as(bo)) {
            Page page = visit.page();
            RoomScreen screen = RoomScreen.on(page);
            page.navigate("/rooms/" + room);
            assertThat(screen.message(1)).hasCount(1);
            assertThat(screen.message(120)).hasCount(0);
            assertThat(link(page, "Earlier messages…")).isHidden();

            SortedSet<Integer> read = new TreeSet<>(screen.seqs());
            while (link(page, "Newer messages…").isVisible()) {
                link(page, "Newer messages…").click();
                page.waitForURL("**/rooms/" + room + "/messages/*#message-" + read.last());
                assertThat(screen.seqs()).as("goes on where it ended").contains(read.last());
                assertThat(read.addAll(screen.seqs())).as("shows more").isTrue();
            }
            assertThat(read).hasSize(120);
            int first = screen.seqs().getFirst();
            link(page, "Earlier messages…").click();
            page.waitForURL("**/rooms/" + room + "/messages/*#message-" + first);
            assertThat(screen.seqs()).contains(first).first().isNotEqualTo(first);

            page.navigate("/rooms/" + room + "/messages/60");
            press(page, "I have read this");
            assertThat(page).hasURL(server.uri().resolve("/rooms/" + room).toString());
            assertThat(screen.message(60)).hasCount(0);
            assertThat(screen.message(86)).hasCount(1);
            page.navigate("/rooms/" + room + "/messages/120");
            press(page, "I have read this");
            assertThat(screen.message(120)).isInViewport();
            assertThat(page.getByText("I have read this")).hasCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutScriptsOneSeesOneselfAnswerHoweverMuchIsUnread(TestDatabase family) throws SQLException {
        ParleyServer server = ParleyServer.shared(family);
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = ada.createRoom("Long answer", "open");
        bo.join(room);
        Past.of(server, room).wrote(ada, 120);

        try (Visit visit = withoutScripts(server).as(bo)) {
            Page page = visit.page();
            RoomScreen screen = RoomScreen.on(page);
            page.navigate("/rooms/" + room);
            screen.composer().fill("Back again");
            press(page, "Send");

            assertThat(page).hasURL(Pattern.compile("/rooms/" + room + "#message-121$"));
            assertThat(screen.message(121)).isInViewport();
            assertThat(screen.message(121)).containsText("Back again");
            page.navigate("/rooms/" + room);
            assertThat(screen.message(121)).isInViewport();
        }
    }

    private static Visit withoutScripts(ParleyServer server) {
        return Visit.open(
                TestBrowser.shared(),
                new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setViewportSize(390, 844)
                        .setBaseURL(server.uri().toString()));
    }

    private static Locator link(Page page, String words) {
        return page.locator("a.link", new Page.LocatorOptions().setHasText(words));
    }

    /** Long and short, of every kind that Markdown has, edited and deleted. */
    private static void converse(Person ada, Person bo, long room) {
        for (String words : List.of(
                "Hello",
                "A word that is wide: " + "wide".repeat(60),
                "# Plan\n\n1. row\n2. *sail*\n\n- [x] boat\n- [ ] wind\n\n> quoted ~~wrong~~ words",
                "```\nint knots = " + "1 + ".repeat(60) + "1;\n```\nand `inline` code",
                "| Port | Depth | Note |\n|---|---:|---|\n| North | 4 | " + "long ".repeat(40) + "|\n| South | 12 | |",
                "See https://example.org/" + "path/".repeat(40),
                "مرحبا بالجميع، كيف الحال اليوم؟",
                "会議は三時からです。よろしくお願いします。",
                "👩🏽‍💻🎉")) {
            bo.post(room, words);
            ada.post(room, words);
        }
        ada.post("/rooms/" + room + "/messages/2", Map.of("body", "A word that was wide"))
                .expect(303);
        ada.post("/rooms/" + room + "/messages/4/delete", Map.of()).expect(303);
    }

    /** What lies behind a press: drawer, menus, search, the tools of a message, its editor and the question before a deletion. */
    private static void inspectWhatOpens(Page page, Inspection inspection, Screen device) {
        RoomScreen screen = RoomScreen.on(page).awaitConnection();
        page.getByLabel("Room menu").click();
        inspection.look("room menu");
        page.keyboard().press("Escape");
        if (device == Screen.PHONE) {
            page.locator(".app__menu").click();
            inspection.look("drawer");
            page.locator(".side__person").click();
            inspection.look("own menu");
            page.keyboard().press("Escape");
            page.getByLabel("Close the room list").click();
        } else {
            page.keyboard().press("Control+k");
            inspection.look("jump");
            page.keyboard().press("Escape");
        }
        screen.message(18).focus();
        inspection.look("tools of a message");
        page.getByLabel("Delete", new Page.GetByLabelOptions().setExact(true)).click();
        inspection.look("question before a deletion");
        page.getByText("Keep it").click();
        screen.message(18).focus();
        page.getByLabel("Edit", new Page.GetByLabelOptions().setExact(true)).click();
        assertThat(page.getByLabel("Edit message")).isVisible();
        inspection.look("editor");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
