package app.parley.realtime;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.stereotype.Component;

/**
 * Looks at every frame that a client sends and lets pass only what the wire contract names, spelled exactly. A refused
 * SUBSCRIBE or SEND reaches neither broker nor handler; the client reads why on {@code /user/queue/errors} and its
 * connection lives on.
 */
@Component
class FrameGuard implements ChannelInterceptor {

    static final int MAX_SUBSCRIPTIONS = 100;

    /** A frame of any client has fewer than ten; each costs far more memory than it has characters. */
    private static final int MAX_HEADERS = 50;

    /** The id is repeated in every frame of the subscription. */
    private static final int MAX_ID = 200;

    /** Longer than any of ours; a regular expression may take a step of the stack for every character. */
    private static final int MAX_DESTINATION = 200;

    private static final String NO_ACCESS = "There is no such destination, or you have no access to it.";
    private static final String APP = "/app";

    /** One spelling for one thing, as {@link Topic} has it: Spring would read {@code 042}, {@code +42} and {@code 0x2A} as 42. */
    private static final Pattern SENDABLE = Pattern.compile("(?:/(?:[a-z]+|[1-9][0-9]{0,17}))+");

    private static final Set<String> OWN_QUEUES = Set.of("/user/queue/acks", "/user/queue/rooms", "/user/queue/errors");

    private final LiveSessions live;
    private final ObjectProvider<TopicGuard> guards;
    private final ObjectProvider<SimpAnnotationMethodMessageHandler> handlers;
    private final ObjectProvider<Broadcaster> broadcaster;

    FrameGuard(
            LiveSessions live,
            ObjectProvider<TopicGuard> guards,
            ObjectProvider<SimpAnnotationMethodMessageHandler> handlers,
            ObjectProvider<Broadcaster> broadcaster) {
        this.live = live;
        this.guards = guards;
        this.handlers = handlers;
        this.broadcaster = broadcaster;
    }

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        var headers = SimpMessageHeaderAccessor.wrap(message);
        LiveSession session = live.find(headers.getSessionId());
        var type = headers.getMessageType();
        if (type == null || session == null) {
            return null;
        }
        if (type != SimpMessageType.DISCONNECT && !session.mayGoOn()) {
            throw new FrameRefused("Too many frames");
        } else if (headers.toNativeHeaderMap().size() > MAX_HEADERS) {
            throw new FrameRefused("Too many headers");
        } else if (holdsNul(headers)) {
            throw new FrameRefused(StompErrors.MALFORMED);
        }
        return switch (type) {
            case CONNECT -> connect(message, headers, session);
            case SUBSCRIBE -> subscribe(message, headers, connected(session));
            case UNSUBSCRIBE -> unsubscribe(message, headers, connected(session));
            case MESSAGE -> send(message, headers, connected(session));
            case HEARTBEAT, DISCONNECT, CONNECT_ACK, DISCONNECT_ACK -> message;
            case OTHER -> throw new FrameRefused("Command not supported");
        };
    }

    /** NUL ends a frame; what is repeated to the client, such as an id, would end it early. */
    private static boolean holdsNul(SimpMessageHeaderAccessor headers) {
        return headers.toNativeHeaderMap().entrySet().stream()
                .anyMatch(header -> header.getKey().indexOf('\0') >= 0
                        || header.getValue().stream().anyMatch(value -> value != null && value.indexOf('\0') >= 0));
    }

    private static LiveSession connected(LiveSession session) {
        if (!session.isConnected()) {
            throw new FrameRefused("CONNECT first");
        }
        return session;
    }

    /** Cookies are the browser's, not the page's: a page that was made for somebody else gets no line. */
    private static Message<?> connect(Message<?> message, SimpMessageHeaderAccessor headers, LiveSession session) {
        if (session.isConnected()) {
            throw new FrameRefused("Connected already");
        }
        String owner = headers.getFirstNativeHeader("user");
        if (owner != null && !owner.equals(Long.toString(session.userId()))) {
            throw new FrameRefused("Somebody else is signed in: load the page again");
        }
        session.connected();
        return message;
    }

    private @Nullable Message<?> subscribe(Message<?> message, SimpMessageHeaderAccessor headers, LiveSession session) {
        String destination = headers.getDestination();
        String id = headers.getSubscriptionId();
        if (destination == null || id == null) {
            throw new FrameRefused("SUBSCRIBE needs the headers id and destination");
        }
        if (session.isSubscribed(id, destination)) {
            return null; // a transport that repeats a request after a broken line repeats its frames
        }
        String refusal = refusal(session, id, destination);
        return refusal == null ? message : refuse(session, destination, refusal);
    }

    private @Nullable String refusal(LiveSession session, String id, String destination) {
        if (destination.length() > MAX_DESTINATION) {
            return NO_ACCESS;
        } else if (session.subscriptionCount() >= MAX_SUBSCRIPTIONS) {
            return "More than " + MAX_SUBSCRIPTIONS + " subscriptions.";
        } else if (id.length() > MAX_ID) {
            return "The id of the subscription is too long.";
        } else if (!session.subscribed(id, destination)) {
            return "There is a subscription with this id.";
        } else if (!mayHear(
                session, destination)) { // looked up after it was noted, so that no revocation falls between
            session.unsubscribed(id);
            return NO_ACCESS;
        } else {
            return null;
        }
    }

    private boolean mayHear(LiveSession session, String destination) {
        if (OWN_QUEUES.contains(destination)) {
            return true;
        }
        Topic topic = Topic.parse(destination);
        return topic != null && guards.stream().anyMatch(guard -> guard.allows(session.userId(), topic));
    }

    private static Message<?> unsubscribe(Message<?> message, SimpMessageHeaderAccessor headers, LiveSession session) {
        String id = headers.getSubscriptionId();
        if (id == null) {
            throw new FrameRefused("UNSUBSCRIBE needs the header id");
        }
        session.unsubscribed(id);
        return message;
    }

    private @Nullable Message<?> send(Message<?> message, SimpMessageHeaderAccessor headers, LiveSession session) {
        if (StompHeaderAccessor.wrap(message).getCommand() != StompCommand.SEND) {
            throw new FrameRefused("Command not supported");
        }
        String destination = headers.getDestination();
        if (destination == null) {
            throw new FrameRefused("SEND needs the header destination");
        }
        return isHandled(destination) ? message : refuse(session, destination, NO_ACCESS);
    }

    private boolean isHandled(String destination) {
        if (!destination.startsWith(APP + "/") || destination.length() > MAX_DESTINATION) {
            return false;
        }
        SimpAnnotationMethodMessageHandler handler = handlers.getObject();
        String lookup = destination.substring(APP.length());
        if (!SENDABLE.matcher(lookup).matches()) {
            return false;
        }
        return handler.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getDestinationConditions().getPatterns().stream())
                .anyMatch(pattern -> handler.getPathMatcher().match(pattern, lookup));
    }

    private @Nullable Message<?> refuse(LiveSession session, String destination, String reason) {
        broadcaster.getObject().refuse(session.userId(), session.id(), destination, reason);
        return null;
    }
}
