package app.parley.realtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes events to its share of the sockets, in the order in which they were published. What came while it
 * was busy is written together: each socket gets several frames in one write. It never waits for a reader.
 */
final class FanOutLane {

    private static final Logger log = LoggerFactory.getLogger(FanOutLane.class);

    /** So many events may wait before whoever publishes waits too: faster than they can be told, messages are not taken. */
    private static final int CAPACITY = 1_024;

    private static final int AT_ONCE = 64;

    private final SubscriptionIndex index = new SubscriptionIndex();
    private final SocketMetrics metrics;
    private final BlockingQueue<OutboundEvent> events = new ArrayBlockingQueue<>(CAPACITY);
    private final List<OutboundEvent> batch = new ArrayList<>(AT_ONCE);
    private final int number;
    private volatile @Nullable Thread thread;

    FanOutLane(int number, SocketMetrics metrics) {
        this.metrics = metrics;
        this.number = number;
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("fan-out-" + number).start(this::run);
    }

    void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    SubscriptionIndex index() {
        return index;
    }

    /** Hands an event over; waits while too many are waiting already, unless the event can be dropped. */
    void publish(OutboundEvent event) {
        if (!index.has(event.destination())) {
            return;
        }
        try {
            if (!event.isDroppable()) {
                events.put(event);
            } else if (!events.offer(event)) {
                metrics.dropped();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // only speed depends on it
    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(events.take());
                Thread.yield(); // where processors are short, whoever is about to publish comes first: fewer writes
                events.drainTo(batch, AT_ONCE - 1);
                write();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException | Error e) { // whoever publishes would wait for a dead lane for ever
                log.error("Events could not be written", e);
            } finally {
                batch.clear();
            }
        }
    }

    /** What waited for one destination goes out together; the order within a destination stays. */
    private void write() {
        Map<String, OutboundRun> open = new LinkedHashMap<>();
        for (OutboundEvent event : batch) {
            OutboundRun run = open.get(event.destination());
            if (run == null || !run.takes(event)) {
                OutboundRun full = open.put(event.destination(), new OutboundRun(event));
                if (full != null) {
                    write(full);
                }
            }
        }
        open.values().forEach(this::write);
    }

    private void write(OutboundRun run) {
        for (Subscription subscription : index.of(run.destination())) {
            LiveSession session = subscription.session();
            if (run.isFor(session)) {
                write(run, subscription, session);
            }
        }
    }

    private static void write(OutboundRun run, Subscription subscription, LiveSession session) {
        try {
            session.send(run.frames(subscription.id()), run.isDroppable());
        } catch (RuntimeException e) { // one socket's trouble is not the others'
            log.warn("A frame could not be written to a socket", e);
        }
    }
}
