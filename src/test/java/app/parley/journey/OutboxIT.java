package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written without a connection is neither lost nor said twice. */
@OnBothDatabases
class OutboxIT {

    private final ParleyServer server;
    private Person bo;
    private long room;
    private Line line;
    private Visit visit;
    private RoomScreen screen;

    OutboxIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void boIsInARoom() throws IOException {
        bo = Person.newMember(server.uri(), "Bo");
        room = bo.createRoom("Train", "closed");
        line = Line.to(server.uri());
        visit = TestBrowser.visit(line.uri(), Screen.DESK).as(bo).expect(RoomScreen.NO_CONNECTION);
        screen = RoomScreen.open(visit, room);
    }

    @AfterEach
    void leave() throws IOException {
        visit.close();
        line.close();
    }

    @Test
    void whatWasWrittenOfflineGoesOutOnceWhenThePageIsOpenedAgain() {
        line.cut();
        screen.say("in the tunnel");
        assertThat(screen.pending()).containsText("in the tunnel");
        assertThat(screen.pending()).containsText("Not sent");
        screen.page().close();
        assertThat(stored()).isEmpty();

        line.mend();
        RoomScreen again = RoomScreen.open(visit.newTab(), "/rooms/" + room);

        again.awaitMessage("in the tunnel");
        assertThat(again.pending()).hasCount(0);
        assertThat(again.words()).containsExactly("in the tunnel");
        assertThat(stored()).containsExactly("in the tunnel");
    }

    @Test
    void whatWasWrittenOfflineGoesOutInOrderByItselfWhenTheLineIsBack() {
        line.cut();
        screen.say("one");
        screen.say("two");
        screen.say("three");
        assertThat(screen.pending()).hasCount(3);

        line.mend();
        screen.reconnect();

        screen.awaitMessage("one").awaitMessage("two").awaitMessage("three");
        assertThat(screen.pending()).hasCount(0);
        assertThat(stored()).containsExactly("one", "two", "three");
        assertThat(screen.words()).containsExactly("one", "two", "three");
    }

    @Test
    void anAcknowledgementThatIsLostOnTheWayDoesNotSayItTwice() {
        line.deafen();
        screen.say("did you hear that?");
        assertThat(screen.pending()).containsText("Not sent");
        assertThat(stored()).containsExactly("did you hear that?");

        line.mend();
        screen.reconnect();

        screen.awaitMessage("did you hear that?");
        assertThat(screen.pending()).hasCount(0);
        assertThat(screen.words()).containsExactly("did you hear that?");
        screen.say("yes");
        screen.awaitMessage("yes");
        assertThat(stored()).containsExactly("did you hear that?", "yes");
    }

    @Test
    void retryTriesAgainAndDiscardForgets() {
        line.cut();
        screen.say("better not");
        screen.say("better this");
        assertThat(screen.button("Discard")).hasCount(2);

        screen.pending().first().getByText("Discard").click();
        assertThat(screen.pending()).hasCount(1);
        screen.button("Retry").click();
        assertThat(screen.button("Retry")).isHidden();
        line.mend();
        screen.reconnect();

        screen.awaitMessage("better this");
        assertThat(screen.pending()).hasCount(0);
        assertThat(stored()).containsExactly("better this");
    }

    @Test
    void whatIsOlderThanAnHourAsksBeforeItGoes() {
        line.cut();
        screen.say("lunch?");
        assertThat(screen.pending()).containsText("Not sent");
        screen.page().close();
        line.mend();

        Page later = visit.newTab();
        later.clock()
                .setFixedTime(
                        System.currentTimeMillis() + Duration.ofMinutes(61).toMillis());
        RoomScreen asking = RoomScreen.open(later, "/rooms/" + room);
        assertThat(asking.pending()).containsText("Send it now?");
        asking.say("dinner?");
        asking.awaitMessage("dinner?");
        assertThat(stored()).containsExactly("dinner?");

        asking.button("Send").and(later.locator(".link")).click();

        asking.awaitMessage("lunch?");
        assertThat(asking.pending()).hasCount(0);
        assertThat(stored()).containsExactly("dinner?", "lunch?");
    }

    private List<String> stored() {
        return bo.transcript(room, "")
                .path("messages")
                .valueStream()
                .map(message -> message.path("body").asString())
                .toList();
    }
}
