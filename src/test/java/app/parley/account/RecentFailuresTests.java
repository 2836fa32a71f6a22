package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentFailuresTests {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void nineAreForgivenAndTenAreNot() {
        RecentFailures nine = failures(9, Duration.ofSeconds(1));

        assertThat(nine.waitAt(NOON.plusSeconds(10))).isEmpty();
        assertThat(nine.and(NOON.plusSeconds(10)).waitAt(NOON.plusSeconds(20))).contains(Duration.ofSeconds(160));
    }

    @Test
    void theOldestMakesRoomAfterThreeMinutes() {
        String stored = failures(10, Duration.ofSeconds(10)).text();

        assertThat(RecentFailures.parse(stored, NOON.plusSeconds(179)).waitAt(NOON.plusSeconds(179)))
                .contains(Duration.ofSeconds(1));
        assertThat(RecentFailures.parse(stored, NOON.plusSeconds(180)).waitAt(NOON.plusSeconds(180)))
                .isEmpty();
    }

    @Test
    void aClockThatIsPutBackByAnHourKeepsNobodyOutForAnHour() {
        Instant before = NOON.minus(Duration.ofHours(1));

        assertThat(RecentFailures.parse(failures(10, Duration.ofSeconds(1)).text(), before)
                        .waitAt(before))
                .isEmpty();
    }

    @Test
    void nothingIsLeftOfNothing() {
        assertThat(RecentFailures.parse("", NOON)).isEqualTo(RecentFailures.NONE);
    }

    private static RecentFailures failures(int count, Duration apart) {
        RecentFailures failures = RecentFailures.NONE;
        for (int i = 0; i < count; i++) {
            failures = failures.and(NOON.plus(apart.multipliedBy(i)));
        }
        return failures;
    }
}
