package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RateLimitTests {

    private final RateLimit limit = new RateLimit(true, 3, Duration.ofHours(1));

    @Test
    void aBurstPassesAndThenOneWaits() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("ada")).isZero();
        }

        assertThat(limit.take("ada")).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
    }

    @Test
    void oneCountsForOneselfOnly() {
        for (int i = 0; i < 9; i++) {
            limit.take("ada");
        }

        assertThat(limit.take("bo")).isZero();
    }

    @Test
    void whoWaitedMayGoOn() {
        var quick = new RateLimit(true, 1, Duration.ofNanos(1_000));
        quick.take("ada");

        Awaitility.await().until(() -> quick.take("ada").isZero());
    }

    @Test
    void switchedOffItLetsEverythingPass() {
        var off = new RateLimit(false, 1, Duration.ofHours(1));

        for (int i = 0; i < 9; i++) {
            assertThat(off.take("ada")).isZero();
        }
    }
}
