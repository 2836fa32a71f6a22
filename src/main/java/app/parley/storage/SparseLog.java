package app.parley.storage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Says once a minute at most what may happen a thousand times a second, and how often it happened meanwhile. */
public final class SparseLog {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Logger log;
    private @Nullable Long saidAt;
    private long unsaid;

    public SparseLog(Logger log) {
        this.log = log;
    }

    /** Says it, or counts it for the next time. */
    public synchronized void warn(String sentence) {
        long now = System.nanoTime();
        if (saidAt != null && now - saidAt < PAUSE.toNanos()) {
            unsaid++;
        } else {
            log.warn("{}{}", sentence, unsaid == 0 ? "" : " (and %,d more times since)".formatted(unsaid));
            saidAt = now;
            unsaid = 0;
        }
    }
}
