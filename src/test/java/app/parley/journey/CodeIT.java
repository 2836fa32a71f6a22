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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code in a message is copied as it was written, by one press. */
class CodeIT {

    private static final String CODE = "if (tide < 2) {\n\n    wait(\"<b>&amp;</b>\")\n}";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person bo;
    private long room;
    private Visit visit;

    @BeforeEach
    void adaPostedCode() {
        Person ada = Person.newMember(server.uri(), "Ada");
        room = ada.createRoom("Workshop", "open");
        bo = Person.newMember(server.uri(), "Bo");
        bo.join(room);
        ada.post(room, "Like this:\n\n```js\n" + CODE + "\n```\n\nor\n\n    sail()");
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        visit.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void theButtonOnABlockOfCodeCopiesItsCodeAndNothingElse() {
        RoomScreen screen = RoomScreen.open(visit, room);

        copyButton(screen, 0).click();
        assertThat(copyButton(screen, 0)).hasText("Copied");
        assertThat(clipboard()).isEqualTo(CODE);
        assertThat(copyButton(screen, 0)).hasText("Copy");

        copyButton(screen, 1).click();
        assertThat(copyButton(screen, 1)).hasText("Copied");
        assertThat(clipboard()).isEqualTo("sail()");
    }

    @Test
    void codeThatComesLiveIsCopiedTooAlsoWhereTheBrowserHasNoClipboardForPages() {
        visit.page().addInitScript("""
                window.clipboardOfThePerson = navigator.clipboard
                Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined }) // as on plain http""");
        RoomScreen screen = RoomScreen.open(visit, room);
        assertThat(visit.page().evaluate("() => typeof navigator.clipboard")).isEqualTo("undefined");
        bo.post(room, "```\n" + CODE + "\n```");
        screen.awaitMessage("Like this");
        assertThat(copyButton(screen, 2)).hasText("Copy");

        copyButton(screen, 2).click();

        assertThat(copyButton(screen, 2)).hasText("Copied");
        assertThat(visit.page().evaluate("() => clipboardOfThePerson.readText()"))
                .isEqualTo(CODE);
    }

    /** The indentation of the first line and the lines at the end are part of it; saving it as it is changes nothing. */
    @Test
    void whatIsTypedIsStoredAsItIs() {
        RoomScreen screen = RoomScreen.open(visit, room);
        String text = "    int i;\n\n    return i;\n\n";
        screen.composer().fill(text);
        screen.composer().press("Enter");
        screen.awaitMessage("int i;");
        assertThat(stored(2)).isEqualTo(text);
        assertThat(screen.message(2).locator("pre")).hasText("int i;\n\nreturn i;");

        screen.composer().press("ArrowUp");
        Locator editor = screen.message(2).locator(".message__editor textarea");
        assertThat(editor).hasValue(text);
        editor.press("Enter");
        assertThat(editor).isHidden();
        screen.composer().fill("the end");
        screen.composer().press("Enter");
        screen.awaitMessage("the end");
        assertThat(screen.message(2).locator(".message__edited")).hasCount(0);
        assertThat(stored(2)).isEqualTo(text);
    }

    private String stored(int seq) {
        return bo.transcript(room, "")
                .path("messages")
                .get(seq - 1)
                .path("body")
                .asString();
    }

    private static Locator copyButton(RoomScreen screen, int block) {
        return screen.messages().locator(".code__copy").nth(block);
    }

    private String clipboard() {
        return (String) visit.page().evaluate("() => navigator.clipboard.readText()");
    }
}
