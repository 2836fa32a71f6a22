package app.parley.storage;

import ch.qos.logback.classic.LoggerContext;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Knows whether the database does its work, from what really went wrong: as long as all is well it costs nothing. After a
 * refusal it tries to write, once a second until that works and nobody was refused meanwhile. It also says so, once a minute
 * and in one line, in place of everybody who was refused.
 */
@Component
public class DatabaseWatch implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

    private static final Duration ROUND = Duration.ofSeconds(1);

    /** After so long without an answer, trying to write counts as refused. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final JdbcTemplate writer;
    private final Clock clock;
    private final RefusalFilter filter = new RefusalFilter(this);
    private final SparseLog refusals = new SparseLog(log);
    private final SparseLog heldRows = new SparseLog(log);
    private final SparseLog recoveries = new SparseLog(log);
    private final AtomicLong refused = new AtomicLong();
    private final Object monitor = new Object();
    private boolean watching;
    private boolean closed;
    private volatile boolean refusing;
    private volatile long tryingSince;
    private volatile boolean trying;

    DatabaseWatch(HikariDataSource writeDataSource, Clock clock) {
        this.writer = new JdbcTemplate(writeDataSource);
        this.clock = clock;
        loggers().addTurboFilter(filter);
    }

    /**
     * Takes note of a failure, and tells it once a minute, if the database is the reason.
     *
     * @return whether it is
     */
    public boolean note(Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        if (refusal == Refusal.ROW) {
            heldRows.warn(
                    "A row of the database is held by somebody else for too long, whoever needs it is told to come"
                            + " back: " + rootMessage(failure));
        } else if (refusal == Refusal.DATABASE) {
            refused.incrementAndGet();
            refusals.warn("The database refuses its work, everybody is told to come back: " + rootMessage(failure));
            watch();
        }
        return refusal != null;
    }

    /** Whether writing would be in vain, as far as anybody knows. */
    public boolean isRefusing() {
        return refusing || (trying && System.nanoTime() - tryingSince > PATIENCE.toNanos());
    }

    @Override
    public void destroy() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
        loggers().getTurboFilterList().remove(filter);
    }

    private void watch() {
        synchronized (monitor) {
            if (!watching && !closed) {
                watching = true;
                var _ = Thread.ofVirtual().name("database-watch").start(this::watchUntilItWorks);
            }
        }
    }

    private void watchUntilItWorks() {
        long start = System.nanoTime();
        long first = refused.get() - 1;
        long seen = refused.get();
        while (true) {
            boolean works = canWrite();
            refusing = refusing || !works;
            pause();
            synchronized (monitor) {
                long now = refused.get();
                if (closed || (works && now == seen)) {
                    watching = false;
                    break;
                }
                refusing = true; // others cannot write, or not all that they want to
                seen = now;
            }
        }
        if (refusing) {
            refusing = false;
            recoveries.warn("The database works again after %d s, %,d times somebody was told to come back"
                    .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds(), seen - first));
        }
    }

    private boolean canWrite() {
        tryingSince = System.nanoTime();
        trying = true;
        try {
            writer.update("update storage_probe set probed_at = ? where id = 1", clock.millis());
            return true;
        } catch (RuntimeException _) { // whatever it is: it is tried again, and somebody was refused before
            return false;
        } finally {
            trying = false;
        }
    }

    private void pause() {
        synchronized (monitor) {
            long end = System.nanoTime() + ROUND.toNanos();
            long left = ROUND.toMillis();
            try {
                while (!closed && left > 0) {
                    monitor.wait(left);
                    left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                }
            } catch (InterruptedException _) {
                closed = true;
            }
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static LoggerContext loggers() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
