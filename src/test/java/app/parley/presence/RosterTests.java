package app.parley.presence;

import static app.parley.account.Presence.AWAY;
import static app.parley.account.Presence.OFFLINE;
import static app.parley.account.Presence.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RosterTests {

    private static final long ADA = 17;
    private static final long BO = 18;
    private static final Duration ALMOST = Roster.GRACE.minusMillis(1);

    private final StandingClock clock = new StandingClock();
    private final Roster roster = new Roster(clock);

    @Test
    void aPersonIsAsActiveAsTheMostActiveSocket() {
        assertThat(roster.of(ADA)).isEqualTo(OFFLINE);

        roster.opened(ADA, "laptop");
        assertThat(roster.of(ADA)).isEqualTo(ONLINE);
        roster.says(ADA, "laptop", false);
        assertThat(roster.of(ADA)).isEqualTo(AWAY);
        roster.opened(ADA, "telephone");
        assertThat(roster.of(ADA)).isEqualTo(ONLINE);
        roster.says(ADA, "telephone", false);
        assertThat(roster.of(ADA)).isEqualTo(AWAY);
        roster.says(ADA, "laptop", true);
        assertThat(roster.of(ADA)).isEqualTo(ONLINE);
        assertThat(roster.of(BO)).isEqualTo(OFFLINE);
    }

    @Test
    void aSocketThatIsGoneCountsForTheGraceAndNotLonger() {
        roster.opened(ADA, "laptop");
        roster.closed(ADA, "laptop");

        clock.forward(ALMOST);
        assertThat(roster.of(ADA)).isEqualTo(ONLINE);
        clock.forward(Duration.ofMillis(1));
        assertThat(roster.of(ADA)).isEqualTo(OFFLINE);
    }

    @Test
    void theActiveTabOfTwoReloadsWithoutAFlicker() {
        roster.opened(ADA, "hidden");
        roster.says(ADA, "hidden", false);
        roster.opened(ADA, "shown");
        tell();

        roster.closed(ADA, "shown");
        clock.forward(ALMOST);
        assertThat(roster.changes()).isEmpty();
        roster.opened(ADA, "shown again");
        clock.forward(Duration.ofMinutes(1));
        assertThat(roster.changes()).isEmpty();

        roster.closed(ADA, "shown again");
        clock.forward(Roster.GRACE);
        assertThat(roster.changes()).isEqualTo(Map.of(ADA, AWAY));
    }

    @Test
    void whatASocketSaysAfterItsEndMeansNothing() {
        roster.opened(ADA, "laptop");
        roster.says(ADA, "laptop", false);
        roster.closed(ADA, "laptop");
        roster.says(ADA, "laptop", true);
        roster.says(ADA, "nobody's", true);
        roster.says(BO, "nobody's", true);
        clock.forward(ALMOST);
        roster.closed(ADA, "laptop");

        assertThat(roster.of(ADA)).isEqualTo(AWAY);
        assertThat(roster.of(BO)).isEqualTo(OFFLINE);
        clock.forward(Duration.ofMillis(1));
        assertThat(roster.of(ADA)).isEqualTo(OFFLINE);
    }

    @Test
    void aChangeIsToldOnceAndWhatWasTakenBackInBetweenNotAtAll() {
        roster.opened(ADA, "laptop");
        assertThat(roster.changes()).isEqualTo(Map.of(ADA, ONLINE));
        assertThat(roster.changes()).as("not told yet").isEqualTo(Map.of(ADA, ONLINE));
        tell();
        assertThat(roster.changes()).isEmpty();

        roster.says(ADA, "laptop", false);
        roster.says(ADA, "laptop", true);
        assertThat(roster.changes()).isEmpty();

        roster.closed(ADA, "laptop");
        clock.forward(Roster.GRACE);
        assertThat(roster.changes()).isEqualTo(Map.of(ADA, OFFLINE));
        tell();
        assertThat(roster.changes()).isEmpty();
    }

    @Test
    void whoComesBackWhileTheEndIsBeingToldIsToldAgain() {
        roster.opened(ADA, "laptop");
        tell();
        roster.closed(ADA, "laptop");
        clock.forward(Roster.GRACE);
        var changes = roster.changes();
        roster.opened(ADA, "laptop again");
        roster.told(changes);

        assertThat(roster.changes()).isEqualTo(Map.of(ADA, ONLINE));
    }

    @Test
    void onlyThoseWhoAreHereAreFoundAndWhenTheOthersWereIsRemembered() {
        roster.opened(ADA, "laptop");
        roster.opened(BO, "laptop");
        roster.closed(BO, "laptop");
        var left = clock.instant();
        clock.forward(Roster.GRACE);
        tell();

        assertThat(roster.among(List.of(ADA, BO, 19L))).isEqualTo(Map.of(ADA, ONLINE));
        assertThat(roster.lastSeen(BO)).contains(left);
        assertThat(roster.lastSeen(ADA)).isEmpty();
    }

    private void tell() {
        roster.told(roster.changes());
    }
}
