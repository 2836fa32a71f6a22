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
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job on a machine that has never seen Parley: set up, sign up, open rooms, talk, and lose nothing to a crash. */
class FirstDayIT {

    private static final Pattern A_ROOM = Pattern.compile("/rooms/\\d+$");

    @ParameterizedTest
    @EnumSource
    void twoPeopleMeetTalkAndLoseNothingWhenTheServerIsKilled(TestDatabase family) throws SQLException {
        try (FreshDatabase database = family.fresh();
                ParleyServer server =
                        ParleyServer.on(database).empty().label("first-day").start();
                Visit ada = TestBrowser.visit(server.uri(), Screen.DESK).expect(RoomScreen.NO_CONNECTION);
                Visit bo = TestBrowser.visit(server.uri(), Screen.DESK).expect(RoomScreen.NO_CONNECTION)) {
            setUp(ada.page());
            signUp(bo.page());

            openRoom(ada.page(), "Board", "Closed");
            assertThat(bo.page().getByText("Board")).hasCount(0);
            openRoom(ada.page(), "Garden", "Open");
            joinByBrowsing(bo.page(), "Garden");

            RoomScreen adas = RoomScreen.on(ada.page()).awaitConnection();
            RoomScreen bos = RoomScreen.on(bo.page()).awaitConnection();
            List<String> said = talk(adas, bos);
            said.add(talkOn(server, adas, bos));

            assertThat(adas.words()).isEqualTo(said);
            assertThat(bos.words()).isEqualTo(said);
            assertThat(stored(database)).isEqualTo(said);
            assertNobodySignsInAgain(adas, bos, said);
        }
    }

    private static void setUp(Page page) {
        page.navigate("/rooms");
        assertThat(page).hasURL(Pattern.compile("/setup$"));
        introduce(page, "Ada", "ada");
        button(page, "Create account and start").click();
        assertThat(page).hasURL(A_ROOM);
        assertThat(heading(page)).hasText("Lobby");
        assertThat(page.locator("#room-list").getByText("Lobby")).isVisible();
    }

    private static void signUp(Page page) {
        page.navigate("/");
        assertThat(page).hasURL(Pattern.compile("/login$"));
        page.getByText("Create an account").click();
        introduce(page, "Bo", "bo");
        button(page, "Create account").click();
        assertThat(page.locator("#room-list").getByText("Lobby")).isVisible();
    }

    private static void introduce(Page page, String name, String username) {
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(Person.PASSWORD);
    }

    private static void openRoom(Page page, String name, String kind) {
        page.getByLabel("Open a new room").click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(kind))
                .check();
        button(page, "Open the room").click();
        assertThat(heading(page)).hasText(name);
        assertThat(page.locator("#room-list").getByText(name)).isVisible();
    }

    private static void joinByBrowsing(Page page, String name) {
        page.getByText("Browse rooms").click();
        assertThat(page.locator(".browse")).not().containsText("Board");
        button(page, "Join " + name).click();
        assertThat(heading(page)).hasText(name);
    }

    /** Each hears the other without reload, and the copy that waits for the server is replaced, not joined, by it. */
    private static List<String> talk(RoomScreen ada, RoomScreen bo) {
        List<String> said = new ArrayList<>();
        for (String words : List.of("Hello", "Are the tomatoes in?", "Two rows of them")) {
            boolean adasTurn = said.size() % 2 == 0;
            (adasTurn ? ada : bo).say(words);
            ada.awaitMessage(words);
            bo.awaitMessage(words);
            said.add(words);
        }
        assertThat(ada.pending()).hasCount(0);
        assertThat(bo.pending()).hasCount(0);
        assertThat(ada.words()).isEqualTo(said);
        assertThat(bo.words()).isEqualTo(said);
        return said;
    }

    private static String talkOn(ParleyServer server, RoomScreen ada, RoomScreen bo) {
        server.kill();
        assertThat(bo.connectionBar()).isVisible();
        assertThat(ada.connectionBar()).isVisible();
        ada.say("Still there?");
        assertThat(ada.pending()).containsText("Still there?");

        server.restart();
        bo.awaitMessage("Still there?").awaitConnectionBarGone();
        ada.awaitMessage("Still there?").awaitConnectionBarGone();
        assertThat(ada.pending()).hasCount(0);
        return "Still there?";
    }

    private static List<String> stored(FreshDatabase database) throws SQLException {
        List<String> bodies = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select body from message order by id")) {
            while (row.next()) {
                bodies.add(row.getString(1));
            }
        }
        return bodies;
    }

    private static void assertNobodySignsInAgain(RoomScreen ada, RoomScreen bo, List<String> said) {
        for (RoomScreen screen : List.of(ada, bo)) {
            screen.page().reload();
            assertThat(heading(screen.page())).hasText("Garden");
            assertThat(screen.messages()).hasCount(said.size());
            assertThat(screen.words()).isEqualTo(said);
        }
    }

    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.MAIN).getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(1));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
