package app.parley.realtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells open sockets what happened. Call it after the commit: nobody may hear of what does not survive. Delivery is best
 * effort; whoever misses an event notices the gap in the change numbers and catches up.
 */
@Component
public class Broadcaster {

    /** Header of what a reader that is behind can do without. */
    static final String DROPPABLE = "parleyDroppable";

    /** Header with what tells the sockets that something is for, where it is not for all. */
    static final String READERS = "parleyReaders";

    /** One socket; what is for the same one can be written together. */
    private record Only(String sessionId) implements Predicate<String> {

        @Override
        public boolean test(String id) {
            return id.equals(sessionId);
        }
    }

    private final SimpMessagingTemplate broker;
    private final JsonMapper json;

    Broadcaster(SimpMessagingTemplate broker, JsonMapper json) {
        this.broker = broker;
        this.json = json;
    }

    /** Sends the event, as JSON encoded once, to all who subscribe to the topic. */
    public void publish(Topic topic, Object event) {
        send(topic.destination(), event, headers());
    }

    /**
     * Sends the event, encoded once, to some of those who subscribe to the topic.
     *
     * @param readers tells by the id of a STOMP session; called on other threads, later
     */
    public void publish(Topic topic, Predicate<String> readers, Object event) {
        var headers = headers();
        headers.setHeader(READERS, readers);
        send(topic.destination(), event, headers);
    }

    /** Sends to all what is worth nothing a moment later, such as typing: readers that are behind do not get it. */
    public void publishDroppable(Topic topic, Object event) {
        var headers = headers();
        headers.setHeader(DROPPABLE, true);
        send(topic.destination(), event, headers);
    }

    /**
     * Sends to every open socket of one person, as JSON encoded once.
     *
     * @param queue the part after {@code /user/queue/}, such as {@code rooms}
     */
    public void tell(long userId, String queue, Object payload) {
        send(ownQueue(userId, queue), payload, ownHeaders(queue));
    }

    /**
     * Answers the one socket that asked.
     *
     * @param sessionId the id of its STOMP session
     */
    public void answer(long userId, String sessionId, String queue, Object payload) {
        var headers = ownHeaders(queue);
        headers.setHeader(READERS, new Only(sessionId));
        send(ownQueue(userId, queue), payload, headers);
    }

    /** Tells the one socket that its SEND or SUBSCRIBE was not carried out, in a sentence for a person. */
    public void refuse(long userId, String sessionId, String destination, String reason) {
        refuse(userId, sessionId, destination, reason, null);
    }

    /** @param retryAfter after which time the same may be sent again as it was, or null if it would be refused again */
    public void refuse(
            long userId, String sessionId, String destination, String reason, @Nullable Duration retryAfter) {
        var refusal = new HashMap<String, Object>(Map.of("destination", destination, "reason", reason));
        if (retryAfter != null) {
            refusal.put("retryAfter", retryAfter.toSeconds());
        }
        answer(userId, sessionId, "errors", refusal);
    }

    /** The one name of a queue of all of a person's sockets; Spring's own has a name for each socket. */
    static String ownQueue(long userId, String queue) {
        return "/queue/" + queue + "/" + userId;
    }

    private void send(String destination, Object payload, SimpMessageHeaderAccessor headers) {
        broker.send(
                destination,
                MessageBuilder.createMessage(json.writeValueAsBytes(payload), headers.getMessageHeaders()));
    }

    private static SimpMessageHeaderAccessor ownHeaders(String queue) {
        var headers = headers();
        headers.setNativeHeader(SimpMessageHeaderAccessor.ORIGINAL_DESTINATION, "/user/queue/" + queue);
        return headers;
    }

    private static SimpMessageHeaderAccessor headers() {
        var headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        headers.setLeaveMutable(true);
        return headers;
    }
}
