package app.parley.realtime;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.util.MimeTypeUtils;

/**
 * One event on its way to many: a STOMP MESSAGE that is encoded once for each distinct id of a subscription. Our own client
 * names a subscription like its destination, so one array of bytes serves everybody.
 *
 * @see <a href="https://stomp.github.io/stomp-specification-1.2.html#MESSAGE">STOMP 1.2, MESSAGE</a>
 */
final class OutboundEvent {

    /** Ids are the clients' choice: whoever makes up thousands of them must not fill the memory with copies. */
    static final int KEPT = 16;

    private static final StompEncoder ENCODER = new StompEncoder();

    private final String destination;
    private final String shownDestination;
    private final String messageId;
    private final @Nullable Predicate<String> readers;
    private final byte[] json;
    private final boolean droppable;
    private final Map<String, ByteBuffer> frames = new ConcurrentHashMap<>(2);

    /**
     * @param destination where it is delivered
     * @param shownDestination what its readers subscribed to
     * @param messageId unique on this node
     * @param readers tells by its id whether it is for a socket, null for all
     * @param droppable whether a reader that is behind can do without it
     */
    OutboundEvent(
            String destination,
            String shownDestination,
            String messageId,
            @Nullable Predicate<String> readers,
            byte[] json,
            boolean droppable) {
        this.destination = destination;
        this.shownDestination = shownDestination;
        this.messageId = messageId;
        this.readers = readers;
        this.json = json;
        this.droppable = droppable;
    }

    String destination() {
        return destination;
    }

    boolean isFor(LiveSession session) {
        return readers == null || readers.test(session.id());
    }

    /** Whether the other one is for the same readers, in the same way. */
    boolean isLike(OutboundEvent other) {
        return destination.equals(other.destination)
                && Objects.equals(readers, other.readers)
                && droppable == other.droppable;
    }

    /** About how many bytes a frame has. */
    int size() {
        return json.length;
    }

    boolean isDroppable() {
        return droppable;
    }

    /** The whole frame as it stands in a text message; shared, so its position and limit must stay as they are. */
    ByteBuffer frame(String subscriptionId) {
        ByteBuffer known = frames.get(subscriptionId);
        if (known != null) {
            return known;
        }
        return frames.size() < KEPT ? frames.computeIfAbsent(subscriptionId, this::encode) : encode(subscriptionId);
    }

    private ByteBuffer encode(String subscriptionId) {
        var headers = StompHeaderAccessor.create(StompCommand.MESSAGE);
        headers.setDestination(shownDestination);
        headers.setSubscriptionId(subscriptionId);
        headers.setMessageId(messageId);
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        headers.setLeaveMutable(true);
        return ByteBuffer.wrap(ENCODER.encode(headers.getMessageHeaders(), json));
    }
}
