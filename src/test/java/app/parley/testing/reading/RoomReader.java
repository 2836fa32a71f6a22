package app.parley.testing.reading;

import app.parley.testing.Line;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client that follows rooms by the wire contract: subscribes, catches up, catches up again when a gap stays, and comes
 * back when it loses the line.
 */
public final class RoomReader implements AutoCloseable {

    private static final String ERRORS = "/user/queue/errors";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Events may overtake each other by a little; only what stays missing is a gap. */
    private static final Duration ORDER_GRACE = Duration.ofMillis(150);

    private static final long NO_ROOM = 0;

    private final Person person;
    private final Line line;
    private final Map<Long, Reading> readings;
    private final BlockingQueue<Long> toLookAt = new LinkedBlockingQueue<>();
    private volatile CompletableFuture<Void> arrived = new CompletableFuture<>();
    private volatile @Nullable Thread following;
    private volatile @Nullable StompConnection connection;
    private volatile boolean wanted;
    private final AtomicInteger arrivals = new AtomicInteger();

    /** @param rooms of which the person is a member */
    public RoomReader(Person person, Line line, Collection<Long> rooms) {
        this.person = person;
        this.line = line;
        this.readings = rooms.stream().collect(Collectors.toMap(Function.identity(), _ -> new Reading()));
    }

    public Reading of(long room) {
        return readings.get(room);
    }

    /** How often it subscribed and caught up. */
    public int arrivals() {
        return arrivals.get();
    }

    /** Connects and returns when it has subscribed and caught up. */
    public void arrive() {
        wanted = true;
        arrived = new CompletableFuture<>();
        toLookAt.clear();
        following = Thread.ofVirtual().name("room-reader").start(this::follow);
        arrived.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /**
     * Goes away and hears nothing more.
     *
     * @param abruptly as a machine that loses its network, or as a closing tab
     */
    public void leave(boolean abruptly) {
        wanted = false;
        StompConnection open = connection;
        if (abruptly && open != null) {
            open.abort();
        }
        toLookAt.add(NO_ROOM);
        Thread thread = following;
        try {
            if (thread != null && !thread.join(PATIENCE)) {
                throw new AssertionError(this + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        leave(false);
    }

    private void follow() {
        while (wanted) {
            try (StompConnection open = line.open(person)) {
                connection = open;
                var _ = open.closed().thenRun(() -> toLookAt.add(NO_ROOM));
                listen(open);
                arrivals.incrementAndGet();
                arrived.complete(null);
                while (wanted && open.isOpen()) {
                    lookAt(toLookAt.take());
                }
            } catch (IllegalStateException | CompletionException | AssertionError e) {
                if (connection == null || connection.isOpen()) {
                    arrived.completeExceptionally(e);
                    throw e;
                } // else the line is lost: again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void listen(StompConnection open) {
        open.subscribe(ERRORS);
        readings.forEach(
                (room, reading) -> open.subscribe("/topic/rooms." + room, frame -> hear(room, reading, frame)));
        open.settle();
        readings.forEach(this::catchUp);
    }

    private void hear(long room, Reading reading, StompFrame frame) {
        if (wanted) {
            reading.hear(frame.json());
            if (reading.hasGap()) {
                toLookAt.add(room);
            }
        }
    }

    private void lookAt(long room) {
        Reading reading = readings.get(room);
        if (reading != null && !reading.awaitNoGap(ORDER_GRACE)) {
            catchUp(room, reading);
        }
    }

    private void catchUp(long room, Reading reading) {
        JsonNode page;
        do {
            page = person.transcript(room, "changed=" + reading.seen());
            reading.read(page);
        } while (page.path("more").asBoolean());
    }

    @Override
    public String toString() {
        return person + " by " + line;
    }
}
