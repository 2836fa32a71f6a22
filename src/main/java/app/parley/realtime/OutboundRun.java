package app.parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events of one destination that are written together, because they waited together. For one thread. */
final class OutboundRun {

    /** A reader that takes this can be behind some more before it is given up. */
    private static final int MAX_BYTES = 64 * 1_024;

    private final List<OutboundEvent> events = new ArrayList<>(4);
    private final Map<String, Frames> byId = new HashMap<>(2);
    private int bytes;

    OutboundRun(OutboundEvent first) {
        add(first);
    }

    /** Adds an event for the same readers; false if it is for others, or the run is long enough. */
    boolean takes(OutboundEvent event) {
        boolean fits = bytes + event.size() <= MAX_BYTES && events.getLast().isLike(event);
        if (fits) {
            add(event);
        }
        return fits;
    }

    String destination() {
        return events.getFirst().destination();
    }

    boolean isDroppable() {
        return events.getFirst().isDroppable();
    }

    boolean isFor(LiveSession session) {
        return events.getFirst().isFor(session);
    }

    /** What those see who subscribed under this id. */
    Frames frames(String subscriptionId) {
        Frames known = byId.get(subscriptionId);
        if (known != null) {
            return known;
        }
        return byId.size() < OutboundEvent.KEPT
                ? byId.computeIfAbsent(subscriptionId, this::encode)
                : encode(subscriptionId);
    }

    private void add(OutboundEvent event) {
        events.add(event);
        bytes += event.size();
    }

    private Frames encode(String subscriptionId) {
        List<ByteBuffer> texts =
                events.stream().map(event -> event.frame(subscriptionId)).toList();
        return new Frames(texts);
    }
}
