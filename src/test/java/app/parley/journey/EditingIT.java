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
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Ada is changing in a message of hers is never lost, whatever happens to the message, the room or the page. */
class EditingIT {

    private static final String HALF = "bread and half a thou";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private long room;
    private Visit visit;

    @BeforeEach
    void adaSaidSomething() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = bo.createRoom("Kitchen", "open");
        ada.join(room);
        ada.post(room, "bread");
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void aChangeOnAnotherDeviceIsToldAndTakesNothingFromTheText() {
        RoomScreen screen = begin();

        ada.post(address(1), Map.of("body", "butter")).expect(303);
        Locator beneath = screen.message(1).locator(".message__beneath");
        assertThat(beneath).containsText("changed since you started");
        assertThat(beneath.locator("blockquote")).hasText("butter");
        assertThat(editor()).hasValue(HALF);
        assertThat(editor()).isFocused();
        assertThat(visit.accessibilityViolations()).isEmpty();

        visit.page().keyboard().type("ght");
        visit.page().keyboard().press("Enter");
        assertThat(editor()).hasCount(0);
        assertThat(screen.message(1)).containsText("bread and half a thought");
        assertThat(ada.transcript(room, "").path("messages").get(0).path("body").asString())
                .isEqualTo("bread and half a thought");
        visit.page().reload();
        screen.awaitConnection();
        assertThat(editor()).hasCount(0);
    }

    @Test
    void theTextOfADeletedMessageGoesOnAsANewOne() {
        RoomScreen screen = begin();

        bo.post(address(1) + "/delete", Map.of()).expect(303);
        assertThat(screen.message(1)).containsText("was deleted while you were editing it");
        assertThat(editor()).hasValue(HALF);
        visit.page().keyboard().press("Enter");
        assertThat(editor()).hasValue(HALF);
        visit.page().reload();
        screen.awaitConnection();
        assertThat(editor()).hasValue(HALF);
        assertThat(visit.accessibilityViolations()).isEmpty();

        screen.composer().fill("cheese");
        screen.button("Move to a new message").click();
        assertThat(editor()).hasCount(0);
        assertThat(screen.composer()).hasValue("cheese\n" + HALF);
        assertThat(screen.composer()).isFocused();
        screen.composer().press("Enter");
        screen.awaitMessage(HALF);
    }

    @Test
    void anotherRoomAReloadAndALineThatWasAwayKeepIt() throws IOException {
        long garden = bo.createRoom("Garden", "open");
        ada.join(garden);
        try (Line line = Line.to(server.uri());
                Visit wavering = TestBrowser.visit(line.uri(), Screen.DESK).as(ada)) {
            wavering.expect(RoomScreen.NO_CONNECTION);
            RoomScreen screen = begin(wavering);
            wavering.page().locator("#room-list a[data-room='" + garden + "']").click();
            assertThat(wavering.page().locator("main h1")).hasText("Garden");
            assertThat(editor(wavering.page())).hasCount(0);
            wavering.page().locator("#room-list a[data-room='" + room + "']").click();
            assertThat(editor(wavering.page())).hasValue(HALF);
            wavering.page().reload();
            screen.awaitConnection();
            assertThat(editor(wavering.page())).hasValue(HALF);

            editor(wavering.page()).focus();
            line.cut();
            assertThat(screen.connectionBar()).isVisible();
            editor(wavering.page()).press("Enter");
            assertThat(screen.message(1)).containsText("no connection");
            ada.post(address(1), Map.of("body", "butter")).expect(303);
            line.mend();
            screen.reconnect();
            assertThat(screen.message(1).locator(".message__beneath blockquote"))
                    .hasText("butter");
            assertThat(editor(wavering.page())).hasValue(HALF);
            assertThat(editor(wavering.page())).isFocused();
        }
    }

    /** No more than three hundred messages stand in the page, but the one that is written in stays. */
    @Test
    void itOutlastsTheHistoryThatIsReadMeanwhileAndIsFoundAgain() throws SQLException {
        ada.post(room, "butter");
        Past.of(server, room).wrote(bo, 700).read(ada, 702);
        RoomScreen screen = RoomScreen.open(visit.page(), "/rooms/" + room + "/messages/2");
        edit(screen, 2);

        while (screen.seqs().getLast() < 450) {
            int last = screen.seqs().getLast();
            screen.scrollTo(-250);
            screen.page().waitForCondition(() -> screen.seqs().getLast() > last);
        }
        assertThat(editor()).hasValue(HALF);
        assertThat(screen.seqs()).isSorted().contains(2);

        screen.newest().click();
        assertThat(screen.message(702)).isInViewport();
        assertThat(screen.message(2)).hasCount(0);
        assertThat(visit.page().getByText("unfinished edit")).isVisible();
        RoomScreen.open(visit, room);
        visit.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Show it"))
                .click();

        assertThat(editor()).hasValue(HALF);
        assertThat(screen.message(2)).isInViewport();
        assertThat(visit.page().getByText("unfinished edit")).isHidden();
    }

    @Test
    void whereNobodyMayWriteAnyMoreItIsRefusedAndKeptAndSaidAtTheEnd() {
        RoomScreen screen = begin();

        bo.post("/rooms/" + room + "/archive", Map.of()).expect(303);
        assertThat(visit.page().locator(".composer--closed")).isVisible();
        assertThat(editor()).hasValue(HALF);
        editor().press("Enter");
        assertThat(screen.message(1).locator(".field__error")).containsText("archived");
        assertThat(editor()).hasValue(HALF);

        visit.expect(RoomScreen.REMOVED);
        bo.post("/rooms/" + room + "/members/" + ada.id() + "/delete", Map.of()).expect(303);
        assertThat(visit.page().locator(".empty")).containsText("You are no longer in this room");
        assertThat(visit.page().locator(".empty blockquote")).hasText(HALF);
    }

    @Test
    void twoTabsThatChangeTheSameMessageLoseNeitherText() {
        RoomScreen screen = begin();
        Page other = visit.newTab();
        RoomScreen second = RoomScreen.open(other, "/rooms/" + room);
        assertThat(editor(other)).hasValue(HALF);

        editor().fill("from the first");
        assertThat(editor(other)).hasValue("from the first");
        editor(other).fill("from the second");
        editor(other).press("Enter");
        assertThat(editor(other)).hasCount(0);
        assertThat(editor()).hasCount(0);
        assertThat(screen.message(1)).containsText("from the second");

        edit(screen, 1);
        edit(second, 1);
        editor(other).fill("later");
        editor().fill("lost?");
        editor(other).evaluate("field => { field.value = 'of my own' }");
        editor(other).press("Enter");
        assertThat(editor(other)).hasCount(0);
        assertThat(screen.message(1).locator(".message__beneath blockquote")).hasText("of my own");
        assertThat(editor()).hasValue("lost?");
        visit.page().reload();
        screen.awaitConnection();
        assertThat(editor()).hasValue("lost?");
    }

    @Test
    void upRightAfterSendingWaitsForThatMessageAndNeverOpensAnOlderOne() throws IOException {
        try (Line line = Line.to(server.uri());
                Visit slow = TestBrowser.visit(line.uri(), Screen.DESK).as(ada)) {
            slow.expect(RoomScreen.NO_CONNECTION);
            RoomScreen screen = RoomScreen.open(slow, room);
            line.deafen();
            screen.say("butter");
            screen.composer().press("ArrowUp");
            assertThat(screen.pending()).hasCount(1);
            assertThat(editor(slow.page())).hasCount(0);
            line.mend();
            screen.reconnect();
            assertThat(editor(slow.page())).hasValue("butter");
            assertThat(editor(slow.page())).isFocused();
            slow.page().keyboard().press("Escape");

            line.deafen();
            screen.say("cheese");
            screen.composer().press("ArrowUp");
            slow.page().keyboard().type("and now");
            line.mend();
            screen.reconnect();
            screen.awaitMessage("cheese");
            assertThat(screen.pending()).hasCount(0);
            assertThat(editor(slow.page())).hasCount(0);
            assertThat(screen.composer()).hasValue("and now");
        }
    }

    @Test
    void upNeverOpensWhatIsOlderThanARefusedMessageOrOneThatIsNotInThePage() throws SQLException {
        RoomScreen screen = RoomScreen.open(visit, room);
        screen.say("not to be stored \u0007");
        assertThat(visit.page().locator(".message--failed")).hasCount(1);
        screen.composer().press("ArrowUp");
        assertThat(editor()).hasCount(0);
        screen.button("Discard").click();
        screen.composer().press("ArrowUp");
        assertThat(editor()).hasValue("bread");
        visit.page().keyboard().press("Escape");

        ada.post(room, "butter");
        screen.awaitMessage("butter");
        ada.post(address(2) + "/delete", Map.of()).expect(303);
        assertThat(screen.message(2)).containsText("deleted");
        screen.composer().press("ArrowUp");
        assertThat(editor()).hasValue("bread");
        visit.page().keyboard().press("Escape");

        Past.of(server, room).wrote(bo, 100);
        ada.post(room, "the newest");
        RoomScreen.open(visit.page(), "/rooms/" + room + "/messages/1");
        screen.composer().press("ArrowUp");
        screen.newest().click();
        screen.awaitMessage("the newest");
        assertThat(editor()).hasCount(0);
    }

    private RoomScreen begin() {
        return begin(visit);
    }

    private RoomScreen begin(Visit somewhere) {
        RoomScreen screen = RoomScreen.open(somewhere, room);
        edit(screen, 1);
        return screen;
    }

    private static void edit(RoomScreen screen, long seq) {
        screen.message(seq).focus();
        screen.message(seq)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit"))
                .click();
        editor(screen.page()).fill("");
        screen.page().keyboard().type(HALF);
    }

    private Locator editor() {
        return editor(visit.page());
    }

    private static Locator editor(Page page) {
        return page.getByLabel("Edit message");
    }

    private String address(long seq) {
        return "/rooms/" + room + "/messages/" + seq;
    }
}
