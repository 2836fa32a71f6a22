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
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What keys do, with a keyboard, with an input method, and on glass. */
class KeyboardIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final Person bo = Person.newMember(server.uri(), "Bo");
    private final long room = bo.createRoom("Kitchen", "closed");
    private Visit visit;

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void enterSendsAndShiftEnterBreaksTheLine() {
        RoomScreen screen = atTheDesk();
        assertThat(screen.composer()).isFocused();

        type("bread");
        press("Shift+Enter");
        type("butter");
        assertThat(screen.composer()).hasValue("bread\nbutter");
        press("Enter");

        screen.awaitMessage("butter");
        assertThat(screen.composer()).hasValue("");
        assertThat(screen.composer()).isFocused();
        assertThat(stored()).containsExactly("bread\nbutter");
    }

    @Test
    void enterThatEndsACompositionNeitherSendsNorBreaksTheLine() {
        RoomScreen screen = atTheDesk();
        type("パン");

        assertThat(enterByInputMethod("isComposing: true")).isFalse();
        assertThat(enterByInputMethod("keyCode: 229")).isFalse();
        assertThat(screen.composer()).hasValue("パン");
        assertThat(screen.pending()).hasCount(0);

        press("Enter");
        screen.awaitMessage("パン");
        assertThat(stored()).containsExactly("パン");
    }

    @Test
    void blankTextIsNotSent() {
        RoomScreen screen = atTheDesk();

        screen.say("   ");
        screen.say("soup");

        screen.awaitMessage("soup");
        assertThat(stored()).containsExactly("soup");
    }

    @Test
    void onGlassEnterBreaksTheLineAndNothingTakesTheFocus() {
        visit = TestBrowser.visit(server.uri(), Screen.PHONE).as(bo);
        RoomScreen screen = RoomScreen.open(visit, room);
        assertThat((String) visit.page().evaluate("document.activeElement.tagName"))
                .isEqualTo("BODY");

        screen.composer().tap();
        type("salt");
        press("Enter");
        type("pepper");
        assertThat(screen.composer()).hasValue("salt\npepper");
        assertThat(stored()).isEmpty();
        screen.button("Send").tap();

        screen.awaitMessage("pepper");
        assertThat(stored()).containsExactly("salt\npepper");
    }

    @Test
    void upEditsTheLastOwnMessageAndEscapeLeavesItAsItWas() {
        RoomScreen screen = atTheDesk();
        screen.say("tee");
        screen.awaitMessage("tee");

        press("ArrowUp");
        Locator editor = visit.page().getByLabel("Edit message");
        assertThat(editor).hasValue("tee");
        assertThat(editor).isFocused();
        type("pot");
        press("Escape");
        assertThat(editor).hasCount(0);
        assertThat(screen.composer()).isFocused();
        assertThat(stored()).containsExactly("tee");

        press("ArrowUp");
        assertThat(editor).hasValue("tee");
        editor.fill("tea");
        press("Enter");

        assertThat(editor).hasCount(0);
        assertThat(screen.message(1)).containsText("edited");
        assertThat(screen.words()).containsExactly("tea");
        assertThat(stored()).containsExactly("tea");
        assertThat(screen.composer()).isFocused();
    }

    @Test
    void upInATextThatWasBegunStaysInTheText() {
        RoomScreen screen = atTheDesk();
        screen.say("first");
        screen.awaitMessage("first");

        type("second");
        press("ArrowUp");

        assertThat(visit.page().getByLabel("Edit message")).hasCount(0);
        assertThat(screen.composer()).hasValue("second");
    }

    @Test
    void controlKJumpsToARoomByAPartOfItsNameWithoutItsAccents() {
        long cafe = bo.createRoom("Café Zürich", "closed");
        RoomScreen screen = atTheDesk();
        assertThat(visit.page().locator("#room-list").getByText("Café Zürich")).isVisible();
        screen.composer().fill("half a thought");

        press("Control+k");
        Locator field = visit.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Room"));
        assertThat(field).isFocused();
        type("zur");
        assertThat(visit.page().getByRole(AriaRole.OPTION).first()).hasText("Café Zürich");
        press("Enter");

        assertThat(visit.page()).hasURL(Pattern.compile("/rooms/" + cafe + "$"));
        assertThat(visit.page().locator("main h1")).hasText("Café Zürich");
        assertThat(screen.composer()).hasValue("");

        press("Control+k");
        type("kitch");
        press("Enter");
        assertThat(visit.page()).hasURL(Pattern.compile("/rooms/" + room + "$"));
        assertThat(screen.composer()).hasValue("half a thought");
        press("Control+k");
        assertThat(field).isVisible();
        press("Escape");
        assertThat(field).isHidden();
        assertThat(screen.composer()).isFocused();
    }

    private RoomScreen atTheDesk() {
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        return RoomScreen.open(visit, room);
    }

    private void type(String text) {
        visit.page().keyboard().type(text);
    }

    private void press(String key) {
        visit.page().keyboard().press(key);
    }

    /** Whether the page took the key for itself. */
    private boolean enterByInputMethod(String sign) {
        return (Boolean) visit.page().evaluate("""
                () => {
                  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, %s })
                  return !document.querySelector('#composer-text').dispatchEvent(enter)
                }""".formatted(sign));
    }

    private List<String> stored() {
        return bo.transcript(room, "")
                .path("messages")
                .valueStream()
                .map(message -> message.path("body").asString())
                .toList();
    }
}
