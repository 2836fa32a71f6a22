package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateLimitTests {

    private static final long ADA = 1;
    private static final long BO = 2;
    private static final ClientAddress OFFICE = ClientAddress.of("192.0.2.1");
    private static final ClientAddress HOME = ClientAddress.of("198.51.100.7");

    private final StandingTime time = new StandingTime();
    private final RateLimit limit = new RateLimit(true, 4, Duration.ofHours(1), time);

    @Test
    void aBurstPassesAndThenOneWaits() {
        assertThat(IntStream.range(0, 4).mapToObj(_ -> limit.take(ADA))).containsOnly(Duration.ZERO);

        assertThat(limit.take(ADA)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void oneCountsForOneselfOnly() {
        IntStream.range(0, 9).forEach(_ -> limit.take(ADA));

        assertThat(limit.take(BO)).isZero();
    }

    @Test
    void whoWaitedMayGoOn() {
        IntStream.range(0, 4).forEach(_ -> limit.take(ADA));

        time.forward(limit.take(ADA));

        assertThat(limit.take(ADA)).isZero();
    }

    @Test
    void manyAccountsBehindOneAddressAreNotManyTimesTheLimit() {
        long taken = LongStream.range(100, 200)
                .flatMap(user -> LongStream.generate(() -> user).limit(4))
                .filter(user -> limit.take(user, OFFICE).isZero())
                .count();

        assertThat(taken)
                .as("what twenty people may do, and half of what each other may")
                .isEqualTo(20 * 4 + 80 * 2);
    }

    @Test
    void whoSharesAnAddressWithFloodersStillDoesWhatPeopleDo() {
        LongStream.range(100, 200)
                .flatMap(user -> LongStream.generate(() -> user).limit(4))
                .forEach(user -> limit.take(user, OFFICE));

        assertThat(limit.take(ADA, OFFICE)).isZero();
        assertThat(limit.take(ADA, OFFICE)).isZero();
        assertThat(limit.take(BO, HOME)).isZero();
    }

    @Test
    void whoIsNotKnownYetCountsForTheAddress() {
        IntStream.range(0, 4).forEach(_ -> limit.take(OFFICE));

        assertThat(limit.take(OFFICE)).isPositive();
        assertThat(limit.take(HOME)).isZero();

        limit.giveBack(OFFICE);
        assertThat(limit.take(OFFICE)).isZero();
    }

    @Test
    void switchedOffItLetsEverythingPass() {
        var off = new RateLimit(false, 1, Duration.ofHours(1));

        assertThat(IntStream.range(0, 9).mapToObj(_ -> off.take(ADA, OFFICE))).containsOnly(Duration.ZERO);
        assertThat(IntStream.range(0, 9).mapToObj(_ -> off.take(OFFICE))).containsOnly(Duration.ZERO);
    }

    /** A time that moves only when a test says so. */
    private static final class StandingTime implements TimeMeter {

        private long nanos = 1;

        void forward(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
