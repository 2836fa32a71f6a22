package app.parley.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** When an outbox is to be looked into next, so that an idle one costs no query. Begins with now. */
public final class NextLook {

    /** What another node left is looked for so often. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private final Clock clock;
    private final AtomicLong at = new AtomicLong();

    public NextLook(Clock clock) {
        this.clock = clock;
    }

    public boolean isDue() {
        return clock.millis() >= at.get();
    }

    /** It is looked into now: nothing else is known to be due. */
    public void begin() {
        at.set(clock.instant().plus(LONGEST_REST).toEpochMilli());
    }

    /** Something is due then; say so once it is committed. */
    public void noLaterThan(Instant time) {
        at.accumulateAndGet(time.toEpochMilli(), Math::min);
    }
}
