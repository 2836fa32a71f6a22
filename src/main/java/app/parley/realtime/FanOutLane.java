package app.parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
    private final List<LiveSession> touched = new ArrayList<>();
    private final Thread thread;

    FanOutLane(int number, SocketMetrics metrics) {
        this.metrics = metrics;
        this.thread = Thread.ofPlatform().daemon().name("fan-out-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
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

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(events.take());
                events.drainTo(batch, AT_ONCE - 1);
                write();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException | Error e) { // whoever publishes would wait for a dead lane for ever
                log.error("Events could not be written", e);
            } finally {
                batch.clear();
                touched.clear();
            }
        }
    }

    private void write() {
        boolean more = batch.size() > 1;
        try {
            for (OutboundEvent event : batch) {
                for (Subscription subscription : index.of(event.destination())) {
                    write(event, subscription, more);
                }
            }
        } finally {
            for (LiveSession session : touched) {
                session.flush();
            }
        }
    }

    private void write(OutboundEvent event, Subscription subscription, boolean more) {
        ByteBuffer frame = event.frame(subscription.id());
        LiveSession session = subscription.session();
        try {
            session.send(frame, event.isDroppable(), more);
        } catch (RuntimeException e) { // one socket's trouble is not the others'
            log.warn("A frame could not be written to a socket", e);
        }
        if (more && session.touch()) {
            touched.add(session);
        }
    }
}
