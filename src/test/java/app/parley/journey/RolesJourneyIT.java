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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ada changes who may do what in her room, and Bo's page, which stays open, follows. */
class RolesJourneyIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private long room;

    @BeforeEach
    void aRoomOfTwo() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Harbour", "open");
        bo.join(room);
        ada.post(room, "The tide is late today");
    }

    @Test
    void theComposerGoesAndComesBackAsTheRightToPostDoes() {
        try (Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
                Visit bos = TestBrowser.visit(server.uri(), Screen.PHONE).as(bo)) {
            RoomScreen screen = RoomScreen.open(bos, room);
            screen.composer().fill("Half a thought");

            Page page = adas.page();
            page.navigate("/rooms/" + room + "/settings");
            page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Who may post"))
                    .getByText("Owners and moderators")
                    .click();
            press(page, "Save");
            assertThat(page.locator("#composer-text")).isVisible();

            assertThat(bos.page().getByText("Only owners and moderators post here."))
                    .isVisible();
            assertThat(screen.composer()).hasCount(0);
            assertThat(delete(screen)).isHidden();
            RoomScreen.on(page).awaitConnection().composer().pressSequentially("All");
            assertThat(bos.page().locator(".typing")).hasText("\u2068Ada\u2069 is typing…");

            page.navigate("/rooms/" + room + "/members");
            page.getByLabel("Role of Bo").selectOption("moderator");
            page.locator("#member-" + bo.id())
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();

            assertThat(screen.composer()).hasValue("Half a thought");
            assertThat(page.getByLabel("Role of Bo")).hasValue("moderator");
            screen.awaitConnection().composer().fill("All ships are in");
            screen.button("Send").click();
            screen.awaitMessage("All ships are in");
            assertThat(delete(screen)).isVisible();
        }
    }

    @Test
    void theListOfMembersOffersWhatOneMayDo() {
        ada.appoint(room, bo, "moderator").expect(303);
        try (Visit visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo)) {
            Page page = visit.page();
            page.navigate("/rooms/" + room + "/members");
            Locator add = page.getByLabel("Add a person");
            assertThat(add).isVisible();
            assertThat(page.locator("#member-" + bo.id() + " .presence")).hasText("Online"); // the page is listening

            ada.appoint(room, bo, "member").expect(303);
            assertThat(add).hasCount(0);
            ada.appoint(room, bo, "moderator").expect(303);
            assertThat(add).isVisible();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasToHandOverFirstIsToldSo(Screen device) {
        try (Visit visit = TestBrowser.visit(server.uri(), device).as(ada).expect("422")) {
            Inspection inspection = new Inspection(visit);
            Page page = visit.page();

            inspection.visit("/rooms/" + room + "/settings");
            press(page, "Leave this room");
            assertThat(page.getByText("Nobody else owns this room.")).isVisible();
            inspection.look("last owner leaves");

            page.navigate("/rooms/" + room + "/members");
            page.getByLabel("Role of Ada").selectOption("member");
            page.locator("#member-" + ada.id())
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.getByText("Nobody else owns this room.")).isVisible();
            inspection.look("last owner steps back");

            ada.appoint(room, bo, "owner").expect(303);
            page.navigate("/rooms/" + room + "/settings");
            press(page, "Leave this room");
            assertThat(page.locator("h1")).hasText("Rooms");
            assertThat(inspection.findings()).isEmpty();
        }
    }

    @Test
    void theRoleThatIsBeingChosenOutlastsWhoeverComes() {
        try (Visit visit = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            Page page = visit.page();
            page.navigate("/rooms/" + room + "/members");
            RoomScreen.on(page).awaitConnection();
            page.getByLabel("Role of Bo").selectOption("moderator");

            Person.newMember(server.uri(), "Chidi").join(room);

            assertThat(page.locator(".person__name")).hasText(new String[] {"Ada", "Bo", "Chidi"});
            assertThat(page.getByLabel("Role of Bo")).hasValue("moderator");
        }
    }

    /** Of a message by somebody else. */
    private static Locator delete(RoomScreen screen) {
        screen.message(1).focus();
        return screen.message(1).getByLabel("Delete", new Locator.GetByLabelOptions().setExact(true));
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }
}
