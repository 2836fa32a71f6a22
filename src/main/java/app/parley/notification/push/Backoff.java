package app.parley.notification.push;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before a message is tried again: each time twice as long, and nobody at the same moment. */
final class Backoff {

    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofHours(1);

    private Backoff() {}

    /**
     * @param attempt the one that failed, from 1
     * @return between the half and the whole of {@link #FIRST}, doubled for every attempt before, up to {@link #LONGEST}
     */
    static Duration after(int attempt, RandomGenerator random) {
        long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
