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
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bo has a page open; what comes for him in another room is said there. */
class NoticesIT {

    /** How many tones the page has played. */
    private static final String LISTEN = """
            window.tones = 0
            const start = OscillatorNode.prototype.start
            OscillatorNode.prototype.start = function (...when) { window.tones++; return start.apply(this, when) }""";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private long kitchen;
    private long garden;
    private Visit visit;

    @BeforeEach
    void boIsInTheKitchen() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        kitchen = ada.createRoom("Kitchen", "closed");
        garden = ada.createRoom("Garden", "closed");
        for (long room : new long[] {kitchen, garden}) {
            ada.post("/rooms/" + room + "/members", Map.of("username", String.valueOf(bo.username())))
                    .expect(303);
        }
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        visit.page().addInitScript(LISTEN);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void aMentionInAnotherRoomIsSaidAndLeadsThere() {
        RoomScreen.open(visit, kitchen);

        ada.post(garden, "nobody");
        ada.post(kitchen, "@" + bo.username() + " is in front of him");
        ada.post(garden, "@" + bo.username() + " the roses");

        assertThat(notices()).hasText(new String[] {"You are mentioned in \u2068Garden\u2069"});
        notices().first().hover(); // so it stays
        assertThat(visit.accessibilityViolations()).isEmpty();
        assertThat(visit.page()).hasTitle(Pattern.compile("^\\(2\\) "));
        assertThat(visit.page().locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("d6002f"));
        notices().first().click();
        assertThat(visit.page()).hasURL(Pattern.compile("/rooms/" + garden));
        assertThat(visit.page().locator("link[rel=icon]")).not().hasAttribute("href", Pattern.compile("d6002f"));
    }

    /** Also the first one, which makes the room appear in the list. */
    @Test
    void aDirectMessageIsSaidOnceForEachRoomAndCanBeDismissed() {
        RoomScreen.open(visit, kitchen);
        long direct = ada.directRoomWith(bo);

        ada.post(direct, "hello");
        assertThat(notices()).hasText(new String[] {"New from \u2068Ada\u2069"});
        visit.page().evaluate("document.querySelector('.notices li').dataset.first = ''");
        ada.post(direct, "are you there?");
        assertThat(visit.page().locator(".notices li:not([data-first])")).hasCount(1);
        assertThat(notices()).hasCount(1);

        visit.page().locator(".notices").getByLabel("Dismiss").click();
        assertThat(notices()).hasCount(0);
    }

    @Test
    void inQuietHoursNothingIsSaidAndAllIsCounted() {
        bo.post("/notifications/quiet", Map.of("from", "00:00", "to", "00:00")).expect(303);
        RoomScreen.open(visit, kitchen);

        visit.page()
                .waitForResponse("**/notifications/quiet", () -> ada.post(garden, "@" + bo.username() + " the roses"));
        assertThat(visit.page()).hasTitle(Pattern.compile("^\\(1\\) "));
        assertThat(notices()).hasCount(0);

        bo.post("/notifications/quiet/delete", Map.of()).expect(303);
        RoomScreen.open(visit, kitchen);
        ada.post(garden, "@" + bo.username() + " the tulips");
        assertThat(notices()).hasText(new String[] {"You are mentioned in \u2068Garden\u2069"});
    }

    @Test
    void whoIsNotToBeDisturbedSaysSoAndIsNotDisturbed() {
        String direct = "/rooms/" + ada.directRoomWith(bo);
        Page page = visit.page();
        try (Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            RoomScreen.open(adas.page(), direct);
            Locator about = adas.page().locator(".head__about");
            page.navigate("/notifications");
            page.getByText("For an hour").click();
            assertThat(page.getByText("Do not disturb until")).isVisible();
            assertThat(visit.accessibilityViolations()).isEmpty();
            assertThat(about).hasText("Do not disturb");

            RoomScreen.open(visit, kitchen);
            page.waitForResponse("**/notifications/quiet", () -> ada.post(garden, "@" + bo.username() + " the roses"));
            assertThat(page).hasTitle(Pattern.compile("^\\(1\\) "));
            assertThat(notices()).hasCount(0);

            page.navigate("/notifications");
            page.getByText("End it now").click();
            assertThat(page.getByText("For an hour")).isVisible();
            assertThat(about).hasText("");
        }
    }

    @Test
    void whatIsSaidAndHeardIsEachPersonsChoice() {
        Page page = visit.page();
        page.navigate("/notifications");
        Locator shown = page.getByLabel("Show a line in the page");
        Locator heard = page.getByLabel("Play a sound");
        assertThat(shown).isChecked();
        assertThat(heard).not().isChecked();
        assertThat(visit.accessibilityViolations()).isEmpty();

        shown.uncheck();
        heard.check();
        awaitTones(2); // to hear what it is like
        RoomScreen.open(visit, kitchen);
        RoomScreen.on(page).composer().click(); // browsers want a gesture before a sound
        int before = tones();
        ada.post(garden, "@" + bo.username() + " the roses");

        assertThat(page.locator("#room-list [data-room='" + garden + "'] [data-mentions]"))
                .hasText("1");
        awaitTones(before + 2);
        assertThat(notices()).hasCount(0);
        page.navigate("/notifications");
        assertThat(shown).not().isChecked();
        assertThat(heard).isChecked();
    }

    private int tones() {
        return ((Number) visit.page().evaluate("window.tones")).intValue();
    }

    private void awaitTones(int count) {
        visit.page().waitForFunction("count => window.tones === count", count);
    }

    private Locator notices() {
        return visit.page().locator(".notices a");
    }
}
