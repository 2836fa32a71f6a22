package app.parley.realtime;

import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/** One open socket, native or SockJS: whose it is, which web session opened it, and what it subscribed to. */
class LiveSession {

    private static final Logger log = LoggerFactory.getLogger(LiveSession.class);

    private final WebSocketSession socket;
    private final long userId;
    private final String httpSessionId;
    private final Map<String, String> destinations = new ConcurrentHashMap<>();
    private volatile boolean connected;

    LiveSession(WebSocketSession socket) {
        Principal principal = socket.getPrincipal();
        if (principal == null
                || !(socket.getAttributes().get(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME)
                        instanceof String session)) {
            throw new IllegalStateException("A socket without a signed-in person");
        }
        this.socket = socket;
        this.userId = Long.parseLong(principal.getName());
        this.httpSessionId = session;
    }

    String id() {
        return socket.getId();
    }

    long userId() {
        return userId;
    }

    String httpSessionId() {
        return httpSessionId;
    }

    boolean isConnected() {
        return connected;
    }

    void connected() {
        connected = true;
    }

    int subscriptionCount() {
        return destinations.size();
    }

    /** Remembers a subscription; false if its id is taken. */
    boolean subscribed(String subscriptionId, String destination) {
        return destinations.putIfAbsent(subscriptionId, destination) == null;
    }

    void unsubscribed(String subscriptionId) {
        destinations.remove(subscriptionId);
    }

    /** Subscription id to destination. */
    Map<String, String> subscriptions() {
        return Map.copyOf(destinations);
    }

    @Nullable
    String destinationOf(String subscriptionId) {
        return destinations.get(subscriptionId);
    }

    /** Ends the socket, if it has not ended meanwhile; the other side may come back if it is still allowed to. */
    void close(CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException | RuntimeException e) {
            log.debug("A socket was gone before it could be closed", e);
        }
    }
}
