package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.StompConnection;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ines comes later: she looks around, sees what is alive, who is there, and reads what was said before her. */
class NewcomerIT {

    private static final int SAID = 120;

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final String name = "Orchard " + UUID.randomUUID();
    private Person ada;
    private Person inesHerself;
    private long room;
    private Visit ines;

    @BeforeEach
    void aRoomWithoutInes() {
        ada = Person.newMember(server.uri(), "Ada");
        room = ada.createRoom(name, "open");
        inesHerself = Person.newMember(server.uri(), "Ines");
        ines = TestBrowser.visit(server.uri(), Screen.DESK).as(inesHerself);
    }

    @AfterEach
    void leave() {
        ines.close();
    }

    @Test
    void whoeverJoinsAfterManyMessagesBeginsAtTheNewestAndReadsBackToTheFirst() throws SQLException {
        Past.of(server, room).wrote(ada, SAID);
        browse();
        ines.page().getByLabel("Join " + name).click();
        RoomScreen screen = RoomScreen.on(ines.page()).awaitConnection();

        assertThat(screen.message(SAID)).isInViewport();
        assertThat(screen.newLine()).hasCount(0);
        assertThat(screen.message(1)).hasCount(0);
        assertThat(new Reader(screen).readUpTo(1).keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, SAID).boxed().toList());
        screen.scrollTo(0);
        assertThat(ines.page().getByText("This is where the room begins.")).isInViewport();
    }

    @Test
    void browsingTellsHowManyAreInARoomAndWhenItWasLastAlive() throws SQLException {
        browse();
        assertThat(facts()).hasText(Pattern.compile("^\\s*1 member\\s*$"));

        Person bo = Person.newMember(server.uri(), "Bo");
        bo.join(room);
        Instant then = Instant.now().minus(Duration.ofDays(3));
        Past.of(server, room).wroteAt(bo, then);
        browse();
        assertThat(facts()).hasText(Pattern.compile("2 members\\s+· last message 3 days ago"));
        assertThat(facts().locator("time")).hasAttribute("title", Pattern.compile("\\d{4}.* \\d\\d:\\d\\d$"));

        bo.post(room, "alive again");
        inesHerself.join(room);
        browse();
        assertThat(facts()).hasText(Pattern.compile("3 members\\s+· last message today"));
        bo.leave(room);
        browse();
        assertThat(facts()).containsText("2 members");
    }

    @Test
    void theMemberListTellsWhoIsHereNow() {
        inesHerself.join(room);
        Page page = ines.page();
        RoomScreen.open(ines, room);
        page.locator(".head__people").click();
        assertThat(row("Ada").locator(".tag")).hasText("Offline");
        assertThat(row("Ines").locator(".tag")).hasText("Online");

        try (StompConnection adas = StompConnection.open(ada)) {
            assertThat(adas.isOpen()).isTrue();
            page.reload();
            assertThat(row("Ada").locator(".tag")).hasText("Online");
            assertThat(row("Ada").locator(".tag")).hasAttribute("data-presence", "online");
        }

        page.waitForCondition(() -> {
            page.reload();
            return row("Ada").locator(".tag").textContent().equals("Offline");
        });
    }

    private void browse() {
        ines.page().navigate("/rooms?q=" + name.replace(" ", "+"));
    }

    private Locator facts() {
        return ines.page()
                .locator(".browse__room")
                .filter(new Locator.FilterOptions().setHasText(name))
                .locator(".browse__facts");
    }

    private Locator row(String person) {
        return ines.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(person));
    }
}
