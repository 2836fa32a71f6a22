package app.parley.notification;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: each time twice as long, and nobody at the same moment.
 *
 * @param first the longest wait after the first failure
 * @param longest the longest wait at all
 */
public record Backoff(Duration first, Duration longest) {

    /**
     * @param attempt the one that failed, from 1
     * @return between the half and the whole of {@code first}, doubled for every attempt before, up to {@code longest}
     */
    public Duration after(int attempt, RandomGenerator random) {
        long whole = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
