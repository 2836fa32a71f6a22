package app.parley.web;

import app.parley.text.Sentence;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How often somebody may do something: so much at once, and as much again spread evenly over a time (a token bucket). Each
 * node counts for itself.
 */
public final class RateLimit {

    /** Whoever comes and goes faster than this is forgotten, which only ever lets somebody do more. */
    private static final int REMEMBERED = 100_000;

    private final boolean enabled;
    private final LoadingCache<Object, Bucket> buckets;

    /**
     * @param enabled false lets everything pass
     * @param burst how often at once, at least 1
     * @param perBurst the time in which a used-up burst comes back
     */
    public RateLimit(boolean enabled, long burst, Duration perBurst) {
        this.enabled = enabled;
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(burst, perBurst)
                .build();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(perBurst)
                .build(key -> Bucket.builder().addLimit(bandwidth).build());
    }

    /** What to say to whoever has to wait so long. */
    public static Sentence tooOften(Duration wait) {
        return Sentence.of("web.too-often", Math.max(1, wait.plusSeconds(59).toMinutes()));
    }

    /**
     * Counts one attempt.
     *
     * @param key who: a user's id, an address
     * @return zero if it may be done now, else how long to wait, in which case it does not count
     */
    public Duration take(Object key) {
        if (!enabled) {
            return Duration.ZERO;
        }
        var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }
}
