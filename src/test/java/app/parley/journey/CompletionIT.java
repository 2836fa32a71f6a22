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
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada types the names of people. */
class CompletionIT {

    private static final Pattern A_ROOM = Pattern.compile("/rooms/\\d+$");

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final String beginning = "Z" + Long.toString(System.nanoTime(), 36); // nobody of another test is called so
    private Person ada;
    private Person zoe;
    private Person zora;
    private long room;
    private Visit visit;
    private Page page;

    @BeforeEach
    void adaIsHere() {
        ada = Person.newMember(server.uri(), "Ada");
        zoe = Person.newMember(server.uri(), beginning + "ë");
        zora = Person.newMember(server.uri(), beginning + "ora");
        room = ada.createRoom("Kitchen", "open");
        zora.join(room);
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
        page = visit.page();
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void aNameIsCompletedByKeysMembersFirstAccentsFolded() {
        RoomScreen screen = RoomScreen.open(visit, room);
        type("where is it, @" + beginning.toUpperCase(Locale.ROOT));
        assertThat(options()).hasCount(2);
        assertThat(options().first()).containsText(beginning + "ora");
        assertThat(visit.accessibilityViolations()).isEmpty();
        page.keyboard().press("Escape");
        assertThat(list()).isHidden();
        assertThat(screen.composer()).hasValue("where is it, @" + beginning.toUpperCase(Locale.ROOT));

        type("e");
        assertThat(options()).hasCount(1);
        assertThat(chosen()).containsText(beginning + "ë");
        page.keyboard().press("Backspace");
        assertThat(chosen()).containsText(beginning + "ora");
        page.keyboard().press("ArrowDown");
        assertThat(chosen()).containsText(beginning + "ë");
        page.keyboard().press("Enter");

        assertThat(list()).isHidden();
        assertThat(screen.composer()).hasValue("where is it, @" + zoe.username() + " ");
        type("again");
        page.keyboard().press("Enter");
        screen.awaitMessage("where is it, @" + beginning + "ë again");
    }

    @Test
    void aClickCompletesTooAndAnAddressIsLeftAlone() {
        RoomScreen screen = RoomScreen.open(visit, room);
        type("mail@" + beginning + " @" + beginning + "o");
        options().first().click();
        assertThat(screen.composer()).hasValue("mail@" + beginning + " @" + zora.username() + " ");
        assertThat(screen.composer()).isFocused();

        type("mail@" + beginning + "o");
        assertThat(list()).isHidden();
        screen.composer().fill("");
        type("@" + beginning + "o");
        assertThat(options()).hasCount(1);
        options().first().click();

        assertThat(screen.composer()).hasValue("@" + zora.username() + " ");
        assertThat(screen.composer()).isFocused();
    }

    /** Japanese puts no space around a name. */
    @Test
    void aNameIsCompletedBetweenLettersOfAScriptWithoutSpaces() {
        RoomScreen screen = RoomScreen.open(visit, room);
        type("さん、見て");
        page.keyboard().press("Home");
        type("ねえ@" + beginning + "o");
        assertThat(options()).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(screen.composer()).hasValue("ねえ@" + zora.username() + "さん、見て");
        page.keyboard().press("End");
        page.keyboard().press("Enter");
        screen.awaitMessage("ねえ@" + beginning + "oraさん、見て");

        type("\\\\@" + beginning);
        assertThat(list()).isHidden();
    }

    /** The rule of {@code MentionRule}, whose expression {@code MentionTests} compares. */
    @Test
    void theBrowserFindsTheMentionsThatTheServerFinds() {
        RoomScreen.open(visit, room);
        for (String[] example : new String[][] {
            {"@bo, @Chidi! (@di)", "bo chidi di"},
            {"@boさん ねえ@chidi、", "bo chidi"},
            {"@bo님 请@chidi看 ถาม@diครับ", "bo chidi di"},
            {"@kim. @kim... @kim_", "kim kim kim"},
            {"née@bo @boß @boв @bo\u0301 a@b.c /@bo @@bo", ""},
            {"\\@all `@here` me@all.example", ""},
            {"> @all\n@here", "here"},
            {"@all-hands @all.", "all-hands all"}
        }) {
            assertThat(page.evaluate(
                            "async text => (await import('parley/account/mention')).mentionsIn(text).join(' ')",
                            example[0]))
                    .as(example[0])
                    .isEqualTo(example[1]);
        }
    }

    /** Ada types faster than the server answers. */
    @Test
    void aKeyThatIsTypedBeforeTheListIsThereWaitsForIt() {
        RoomScreen screen = RoomScreen.open(visit, room);
        Deque<Route> asked = holdLookUps();
        type("where is @" + beginning + "o");
        page.keyboard().press("Enter");
        type(" then");
        answer(asked);
        assertThat(screen.composer()).hasValue("where is @" + zora.username() + " then");
        assertThat(screen.messages()).hasCount(0);
        page.keyboard().press("Enter");
        screen.awaitMessage("where is @" + beginning + "ora then");

        type("@" + beginning + "e");
        page.keyboard().press("Tab");
        answer(asked);
        assertThat(screen.composer()).hasValue("@" + zoe.username() + " ");
        assertThat(screen.composer()).isFocused();
        screen.composer().fill("");

        type("to nobody @" + beginning + "x");
        page.keyboard().press("Enter");
        type("next");
        answer(asked);
        screen.awaitMessage("to nobody @" + beginning + "x");
        assertThat(screen.composer()).hasValue("next");
        screen.composer().fill("");

        type("not yet @" + beginning + "o");
        page.keyboard().press("Enter");
        page.waitForCondition(() -> !asked.isEmpty());
        page.keyboard().press("Escape");
        asked.clear(); // which the page gave up
        assertThat(screen.composer()).hasValue("not yet @" + beginning + "o");
        assertThat(list()).isHidden();
        page.keyboard().press("Backspace");
        screen.button("Send").click();
        screen.awaitMessage("not yet @" + beginning);
        assertThat(screen.messages()).hasCount(3);
        page.unrouteAll();

        visit.expect("ERR_FAILED|Failed to fetch");
        page.route("**/people?*", Route::abort);
        type("no line @" + beginning + "o");
        page.keyboard().press("Enter");
        screen.awaitMessage("no line @" + beginning + "o");
        assertThat(screen.composer()).hasValue("");
    }

    @Test
    void enterThatIsTypedBeforeAPersonIsFoundByControlKWaitsToo() {
        RoomScreen.open(visit, room);
        assertThat(page.locator("#rooms-all")).isVisible();
        Deque<Route> asked = holdLookUps();
        page.keyboard().press("Control+k");
        type(beginning + "e");
        page.keyboard().press("Enter");
        answer(asked);

        assertThat(page.locator("h1")).hasText(beginning + "ë");
    }

    private Deque<Route> holdLookUps() {
        Deque<Route> asked = new ArrayDeque<>();
        page.route("**/people?*", asked::add);
        return asked;
    }

    /** The last question; those before it were given up. */
    private void answer(Deque<Route> asked) {
        page.waitForCondition(() -> !asked.isEmpty());
        asked.forEach(Route::resume);
        asked.clear();
    }

    /** More than twenty people are called only after a question. */
    @Test
    void callingManyIsAskedAbout() {
        for (int i = 0; i < 18; i++) {
            Person.newMember(server.uri(), "Guest").join(room);
        }
        RoomScreen screen = RoomScreen.open(visit, room);
        type("@al");
        assertThat(chosen()).containsText("@all");
        page.keyboard().press("Tab");
        type("good morning");
        page.keyboard().press("Enter");
        screen.awaitMessage("@all good morning");

        Person.newMember(server.uri(), "Guest").join(room);
        assertThat(page.locator("[data-room-target~=memberCount]")).hasText("21");
        type("@here again");
        page.keyboard().press("Enter");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Call 21 people?");
        assertThat(visit.accessibilityViolations()).isEmpty();
        screen.button("Go on writing").click();
        assertThat(screen.composer()).hasValue("@here again");
        assertThat(screen.composer()).isFocused();
        assertThat(screen.messages()).hasCount(1);

        page.keyboard().press("Enter");
        dialog.getByText("Send", new Locator.GetByTextOptions().setExact(true)).click();
        screen.awaitMessage("@here again");
        assertThat(screen.composer()).hasValue("");
        assertThat(dialog).isHidden();
    }

    @Test
    void peopleArePickedForADirectRoom() {
        page.navigate("/direct");
        page.locator("#people").click();
        type(beginning);
        assertThat(options()).hasCount(2);
        page.keyboard().press("ArrowDown");
        assertThat(chosen()).containsText(beginning + "ë");
        page.keyboard().press("Enter");
        type(zora.username());
        assertThat(chosen()).containsText(beginning + "ora");
        assertThat(visit.accessibilityViolations()).isEmpty();
        page.keyboard().press("Enter");
        assertThat(page.locator("#people")).hasValue(zoe.username() + " " + zora.username() + " ");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(A_ROOM);
        assertThat(page.locator("h1")).hasText(beginning + "ora, " + beginning + "ë");
    }

    @Test
    void anybodyIsReachedByControlK() {
        RoomScreen.open(visit, room);
        page.keyboard().press("Control+k");
        type(beginning + "e");
        Locator person =
                page.locator("#jump [role=option]").filter(new Locator.FilterOptions().setHasText(beginning + "ë"));
        assertThat(person).hasAttribute("aria-selected", "true");
        assertThat(visit.accessibilityViolations()).isEmpty();
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText(beginning + "ë");
        assertThat(page).hasURL(Pattern.compile("/direct/" + zoe.username() + "$"));
    }

    private void type(@Nullable String words) {
        page.keyboard().type(String.valueOf(words));
    }

    private Locator list() {
        return page.locator("#completion");
    }

    private Locator options() {
        return list().getByRole(AriaRole.OPTION);
    }

    private Locator chosen() {
        return list().locator("[aria-selected=true]");
    }
}
