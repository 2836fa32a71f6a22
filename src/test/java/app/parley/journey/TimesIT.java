package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same evening, read in two zones: days, times and what belongs together are the reader's. */
class TimesIT {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private long room;

    @BeforeEach
    void anEveningAndItsMorning() throws SQLException {
        ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Night watch", "open");
        bo.join(room);
        Past.of(server, room)
                .wroteAt(ada, Instant.parse("2025-12-31T23:30:00Z"))
                .wroteAt(ada, Instant.parse("2026-03-09T22:50:00Z"))
                .wroteAt(ada, Instant.parse("2026-03-09T22:54:59Z"))
                .wroteAt(ada, Instant.parse("2026-03-09T22:59:59Z"))
                .wroteAt(ada, Instant.parse("2026-03-09T23:01:00Z"))
                .wroteAt(bo, Instant.parse("2026-03-09T23:02:00Z"))
                .wroteAt(bo, Instant.parse("2026-03-09T23:06:59Z"))
                .wroteAt(bo, Instant.parse("2026-03-10T06:00:00Z"))
                .read(ada, 8);
    }

    @Test
    void inBerlinItWasMidnight() {
        try (Visit visit = reading("Europe/Berlin", "en-GB")) {
            RoomScreen screen = RoomScreen.on(visit.page());

            assertThat(lines(screen)).hasText(new String[] {"Thursday 1 January", "Yesterday", "Today"});
            assertThat(times(screen))
                    .containsExactly("00:30", "23:50", "23:54", "23:59", "00:01", "00:02", "00:06", "07:00");
            // The 4th came five minutes after the 3rd, the 5th on another day, the 6th from another person.
            assertThat(grouped(screen)).containsExactly("3", "7");
            assertThat(time(screen, 1)).hasAttribute("title", Pattern.compile("^Thursday,? 1 January 2026.* 00:30$"));
            assertThat(time(screen, 7)).hasAttribute("title", Pattern.compile("^Tuesday,? 10 March 2026.* 00:06$"));
        }
    }

    @Test
    void inLosAngelesItWasAnAfternoon() {
        try (Visit visit = reading("America/Los_Angeles", "en-US")) {
            RoomScreen screen = RoomScreen.on(visit.page());

            assertThat(lines(screen)).hasText(new String[] {"Wednesday, December 31, 2025", "Yesterday"});
            assertThat(times(screen))
                    .containsExactly(
                            "3:30 PM", "3:50 PM", "3:54 PM", "3:59 PM", "4:01 PM", "4:02 PM", "4:06 PM", "11:00 PM");
            assertThat(grouped(screen)).containsExactly("3", "5", "7");
            assertThat(time(screen, 1))
                    .hasAttribute("title", Pattern.compile("^Wednesday, December 31, 2025.* 3:30.PM$"));
            assertThat(time(screen, 7)).hasAttribute("title", Pattern.compile("^Monday, March 9, 2026.* 4:06.PM$"));
        }
    }

    /** The page stays open over midnight. */
    @Test
    void whatWasSaidTodayWasSaidYesterdayFromMidnightOn() {
        try (Visit visit = reading("Europe/Berlin", "en-GB")) {
            RoomScreen screen = RoomScreen.on(visit.page());
            visit.page()
                    .clock()
                    .setFixedTime(Instant.parse("2026-03-10T22:59:59.800Z").toEpochMilli());
            visit.page().evaluate("() => dispatchEvent(new Event('focus'))");
            assertThat(lines(screen).last()).hasText("Today");

            visit.page()
                    .clock()
                    .setFixedTime(Instant.parse("2026-03-10T23:00:00.100Z").toEpochMilli());

            assertThat(lines(screen)).hasText(new String[] {"Thursday 1 January", "Monday 9 March", "Yesterday"});
        }
    }

    @Test
    void whatComesWhileOneReadsIsGroupedAndDatedLikeTheRest() {
        try (Visit visit = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            RoomScreen screen = RoomScreen.open(visit, room);
            ada.post(room, "one");
            ada.post(room, "two");
            screen.awaitMessage("two");

            assertThat(lines(screen).last()).hasText("Today");
            assertThat(screen.message("one")).not().hasClass(Pattern.compile("message--grouped"));
            assertThat(screen.message("two")).hasClass(Pattern.compile("message--grouped"));
        }
    }

    private Visit reading(String zone, String locale) {
        Visit visit = Visit.open(
                        TestBrowser.shared(),
                        new Browser.NewContextOptions()
                                .setBaseURL(server.uri().toString())
                                .setLocale(locale)
                                .setTimezoneId(zone))
                .as(ada);
        visit.page().clock().setFixedTime(NOW.toEpochMilli());
        RoomScreen.open(visit, room);
        return visit;
    }

    /** The lines between the days. */
    private static Locator lines(RoomScreen screen) {
        return screen.page().locator(".transcript__messages > .line");
    }

    private static Locator time(RoomScreen screen, int seq) {
        return screen.message(seq).locator("time");
    }

    /** What the clock on the wall said, from the first message to the last. */
    private static List<String> times(RoomScreen screen) {
        return screen.messages().locator("time").allTextContents().stream()
                .map(time -> time.replace('\u202F', ' '))
                .toList();
    }

    /** The places of the messages that stand under the name of the one before. */
    private static List<String> grouped(RoomScreen screen) {
        return screen.page().locator(".transcript__messages > .message--grouped").all().stream()
                .map(message -> message.getAttribute("data-message-seq"))
                .toList();
    }
}
