package app.parley.testing.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * What one client knows of one room: it places messages by seq, takes the newer of two versions, counts the change numbers,
 * and knows by a gap in them that it must catch up. Thread-safe.
 */
public final class Reading {

    private final NavigableMap<Long, Said> messages = new TreeMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final NavigableSet<Long> ahead = new TreeSet<>();
    private final List<Said> heard = new ArrayList<>();
    private long seen;
    private int caughtUp;

    /**
     * A live event; what says nothing of a message is passed over.
     *
     * @throws AssertionError if it contradicts itself or what is known already
     */
    public synchronized void hear(JsonNode event) {
        if (!event.path("type").asString().startsWith("message.")) {
            return;
        }
        Said said = Said.of(event.path("message"));
        if (said.change() != event.path("change").asLong()
                || said.seq() != event.path("seq").asLong()) {
            throw new AssertionError("An event and its message disagree: " + event);
        }
        heard.add(said);
        place(said);
        if (said.change() > seen) {
            ahead.add(said.change());
        }
        advance(seen);
    }

    /**
     * A page of {@code ?changed=}.
     *
     * @throws AssertionError if it contradicts what is known already
     */
    public synchronized void read(JsonNode page) {
        for (JsonNode message : page.path("messages")) {
            Said said = Said.of(message);
            caughtUp += said.change() > seen ? 1 : 0;
            place(said);
        }
        advance(page.path("change").asLong());
    }

    /** The change number up to which nothing is missing. */
    public synchronized long seen() {
        return seen;
    }

    public synchronized boolean hasGap() {
        return !ahead.isEmpty();
    }

    /** The transcript as this client shows it. */
    public synchronized List<Said> messages() {
        return List.copyOf(messages.values());
    }

    /** Everything that came live, in the order in which it came. */
    public synchronized List<Said> heard() {
        return List.copyOf(heard);
    }

    /** How many messages came by catching up. */
    public synchronized int caughtUp() {
        return caughtUp;
    }

    /** Whether nothing is missing up to this change, waiting for it if need be. */
    public boolean awaitSeen(long change, Duration patience) {
        return await(() -> seen >= change, patience);
    }

    /** Whether there is no gap, waiting for what was overtaken if need be. */
    boolean awaitNoGap(Duration patience) {
        return await(ahead::isEmpty, patience);
    }

    private void place(Said said) {
        Said known = messages.get(said.seq());
        if (known != null && !known.clientId().equals(said.clientId())) {
            throw new AssertionError("Two messages for one place: " + known + " and " + said);
        }
        Long place = places.putIfAbsent(said.clientId(), said.seq());
        if (place != null && place != said.seq()) {
            throw new AssertionError("A second place, after " + place + ", for one message: " + said);
        }
        if (known == null || said.change() > known.change()) {
            messages.put(said.seq(), said);
        }
    }

    private void advance(long change) {
        seen = Math.max(seen, change);
        while (ahead.remove(seen + 1)) {
            seen++;
        }
        ahead.headSet(seen, true).clear();
        notifyAll();
    }

    private synchronized boolean await(BooleanSupplier reached, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); !reached.getAsBoolean(); left = end - System.nanoTime()) {
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
