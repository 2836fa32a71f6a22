package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Bo wants to hear nothing more of Ada. */
class BlockingIT {

    private static final Pattern FOLDED = Pattern.compile("\\bmessage--folded\\b");

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);

    @Test
    void whatSomebodyWritesWhomIBlockIsFoldedAndReachesMeNowhereElse() {
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = ada.createRoom("Kitchen", "open");
        bo.join(room);
        ada.post(room, "loud");
        try (Visit visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo).expect("status 422|a status of 422")) {
            Page page = visit.page();
            page.navigate("/users/" + ada.id());
            assertThat(page.getByText("Write a message")).isVisible();
            page.getByText("Block", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.getByText("Stop blocking")).isVisible();
            assertThat(page.getByText("Write a message")).isHidden();
            assertThat(visit.accessibilityViolations()).isEmpty();

            RoomScreen screen = RoomScreen.open(visit, room);
            assertThat(screen.message(1)).hasClass(FOLDED);
            assertThat(page.getByText("loud")).isHidden();
            ada.post(room, "louder");
            assertThat(screen.message(2)).hasClass(FOLDED);
            assertThat(visit.accessibilityViolations()).isEmpty();
            screen.message(2).getByText("Show it").click();
            assertThat(page.getByText("louder")).isVisible();
            assertThat(page.getByText("loud", new Page.GetByTextOptions().setExact(true)))
                    .isHidden();

            page.navigate("/direct/" + ada.username());
            page.getByRole(AriaRole.TEXTBOX).fill("hello");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing can be sent in this conversation.");
            assertThat(page.getByRole(AriaRole.TEXTBOX)).hasValue("hello");
            assertThat(visit.accessibilityViolations()).isEmpty();

            RoomScreen direct = RoomScreen.open(visit, bo.directRoomWith(ada));
            direct.say("hello");
            assertThat(direct.pending()).containsText("Nothing can be sent in this conversation.");

            page.navigate("/users/" + ada.id());
            page.getByText("Stop blocking").click();
            page.getByText("Write a message").click();
            RoomScreen.on(page).awaitConnection().say("hello again");
        }
    }

    @Test
    void theFirstMessageToSomebodyIsWrittenWhereTheOthersWillBe() {
        Person chidi = Person.newMember(server.uri(), "Chidi");
        Person dede = Person.newMember(server.uri(), "Dede");
        try (Visit visit = TestBrowser.visit(server.uri(), Screen.PHONE).as(chidi)) {
            Page page = visit.page();
            page.navigate("/direct/" + dede.username());
            assertThat(page.getByText("This conversation begins here.")).isVisible();
            assertThat(visit.accessibilityViolations()).isEmpty();
            page.getByRole(AriaRole.TEXTBOX).fill("hello");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                    .click();
            assertThat(RoomScreen.on(page).awaitConnection().message(1)).containsText("hello");
        }
    }
}
