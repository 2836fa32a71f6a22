package app.parley.web;

import app.parley.text.Sentence;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often somebody may do something: so much at once, and as much again spread evenly over a time (a token bucket). Each
 * node counts for itself, on a clock that nobody can set.
 *
 * <p>A person's attempts count for the person and for the address that they come from, behind which an office may sit: it
 * may do as much as {@value #PEOPLE_BEHIND_AN_ADDRESS} people. What an address has used up holds back only those who have
 * used half of their own, so nobody uses up what a neighbour needs.
 */
public final class RateLimit {

    static final int PEOPLE_BEHIND_AN_ADDRESS = 20;

    /** Whoever comes and goes faster than this is forgotten, which only ever lets somebody do more. */
    private static final int REMEMBERED = 100_000;

    private final boolean enabled;
    private final long burst;
    private final LoadingCache<Object, Bucket> buckets;

    /** What all people behind an address may do together. */
    private final LoadingCache<ClientAddress, Bucket> shared;

    /**
     * @param enabled false lets everything pass
     * @param burst how often at once, at least 1
     * @param perBurst the time in which a used-up burst comes back
     */
    public RateLimit(boolean enabled, long burst, Duration perBurst) {
        this(enabled, burst, perBurst, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimit(boolean enabled, long burst, Duration perBurst, TimeMeter clock) {
        this.enabled = enabled;
        this.burst = burst;
        this.buckets = buckets(burst, perBurst, clock);
        this.shared = buckets(burst * PEOPLE_BEHIND_AN_ADDRESS, perBurst, clock);
    }

    /** A bucket of its own, for what somebody keeps as long as it counts. */
    public static Bucket bucket(long burst, Duration perBurst) {
        return bucket(burst, perBurst, TimeMeter.SYSTEM_NANOTIME);
    }

    /** What to say to whoever has to wait so long. */
    public static Sentence tooOften(Duration wait) {
        return Sentence.of("web.too-often", Math.max(1, wait.plusSeconds(59).toMinutes()));
    }

    /**
     * Counts one attempt of a person, and of the address from which this thread's request comes, if it answers one.
     *
     * @return zero if it may be done now, else how long to wait, in which case it does not count
     */
    public Duration take(long userId) {
        return take(userId, ClientAddress.here());
    }

    /** As {@link #take(long)}, where the address is known otherwise; null for none. */
    public Duration take(long userId, @Nullable ClientAddress address) {
        if (!enabled) {
            return Duration.ZERO;
        }
        Bucket own = buckets.get(userId);
        Duration wait = takeFrom(own);
        if (wait.isPositive() || address == null) {
            return wait;
        }
        Duration together = takeFrom(shared.get(address));
        if (together.isPositive() && own.getAvailableTokens() < burst / 2) {
            own.addTokens(1);
            return together;
        }
        return Duration.ZERO;
    }

    /**
     * Counts one attempt of whatever else it may be that makes them.
     *
     * @param key an address where nobody knows yet who is behind it, a pair of people
     * @return zero if it may be done now, else how long to wait, in which case it does not count
     */
    public Duration take(Object key) {
        return enabled ? takeFrom(buckets.get(key)) : Duration.ZERO;
    }

    /** Forgets one attempt: it was none of those that count. */
    public void giveBack(Object key) {
        buckets.get(key).addTokens(1);
    }

    private static Duration takeFrom(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private static <K> LoadingCache<K, Bucket> buckets(long burst, Duration perBurst, TimeMeter clock) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(perBurst)
                .ticker(clock::currentTimeNanos)
                .build(key -> bucket(burst, perBurst, clock));
    }

    private static Bucket bucket(long burst, Duration perBurst, TimeMeter clock) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(burst, perBurst)
                .build();
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(clock)
                .build();
    }
}
