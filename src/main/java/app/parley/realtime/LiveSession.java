package app.parley.realtime;

import io.github.bucket4j.Bucket;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/**
 * One open socket, native or SockJS: whose it is, which web session opened it, what it subscribed to, what is on its way to
 * it, and when it was last heard of.
 */
class LiveSession {

    private static final Logger log = LoggerFactory.getLogger(LiveSession.class);

    private final WebSocketSession socket;
    private final OutboundQueue queue;
    private final int lane;
    private final SocketMetrics metrics;
    private final long userId;
    private final String httpSessionId;
    private final Map<String, String> destinations = new ConcurrentHashMap<>(8);
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>(8);
    private final long openedAt = System.nanoTime();
    private final @Nullable Bucket frames;
    private final String address;
    private volatile boolean connected;
    private volatile boolean ending;
    private volatile long endingAt;
    private volatile Duration writeInterval = Duration.ZERO;
    private volatile Duration patience = Duration.ZERO;
    private volatile boolean pinged;
    private volatile long heardAt = System.nanoTime();
    private volatile long wroteAt = System.nanoTime();
    private volatile Instant recheckAt = Instant.MIN;

    LiveSession(
            WebSocketSession socket, OutboundQueue queue, int lane, @Nullable Bucket frames, SocketMetrics metrics) {
        Principal principal = socket.getPrincipal();
        if (principal == null
                || !(socket.getAttributes().get(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME)
                        instanceof String session)) {
            throw new IllegalStateException("A socket without a signed-in person");
        }
        this.socket = socket;
        this.queue = queue;
        this.lane = lane;
        this.frames = frames;
        this.address = String.valueOf(socket.getAttributes().get(SocketLimits.ADDRESS));
        this.metrics = metrics;
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

    /** The address that it was opened from. */
    String address() {
        return address;
    }

    /** Counts a frame; false if there were too many. */
    boolean mayGoOn() {
        return frames == null || frames.tryConsume(1);
    }

    /** The number of the {@link FanOutLane} that writes to this socket. */
    int lane() {
        return lane;
    }

    boolean isOpenFor(Duration time) {
        return System.nanoTime() - openedAt > time.toNanos();
    }

    /** Whether this is what is known of that socket, not of one with the same id. */
    boolean is(WebSocketSession other) {
        return socket.equals(other);
    }

    boolean isConnected() {
        return connected;
    }

    void connected() {
        connected = true;
    }

    /** Whether it was told to end: what still comes from it means nothing. */
    boolean isEnding() {
        return ending;
    }

    int subscriptionCount() {
        return destinations.size();
    }

    boolean isSubscribed(String subscriptionId, String destination) {
        return destination.equals(destinations.get(subscriptionId));
    }

    /** Remembers what was asked for; false if the subscription's id is taken. */
    boolean subscribed(String subscriptionId, String destination) {
        return destinations.putIfAbsent(subscriptionId, destination) == null;
    }

    void unsubscribed(String subscriptionId) {
        destinations.remove(subscriptionId);
    }

    /** Forgets it only if the id still stands for this destination: the client may have used it again for another. */
    boolean unsubscribed(String subscriptionId, String destination) {
        return destinations.remove(subscriptionId, destination);
    }

    /** Whether the client still wants, and may have, what it subscribed to under this id. */
    boolean wants(String subscriptionId) {
        return destinations.containsKey(subscriptionId) && !ending;
    }

    /** Subscription id to destination, as the client names it. */
    Map<String, String> destinations() {
        return Map.copyOf(destinations);
    }

    /** Subscription id to what the broker delivers; the broker keeps it. */
    Map<String, Subscription> subscriptions() {
        return subscriptions;
    }

    /** Hands over frames; see {@link OutboundQueue#offer}. A reader that is too far behind is given up. */
    void send(Frames frames, boolean droppable) {
        switch (queue.offer(frames, droppable)) {
            case TAKEN -> {
                wroteAt = System.nanoTime();
                metrics.sent(frames.count());
            }
            case DROPPED -> metrics.dropped();
            case FULL -> giveUp("more than it takes is on its way");
            case CLOSED -> {}
        }
    }

    long waitingBytes() {
        return queue.bytes();
    }

    boolean isStalledFor(Duration time) {
        return queue.isStalledFor(time);
    }

    /** Cuts off a reader that does not keep up. */
    void giveUp(String why) {
        if (!ending) {
            end();
            metrics.stalled();
            log.info("Closed a socket of user {}: {}, {} bytes were waiting", userId, why, queue.bytes());
        }
        queue.abandon();
    }

    /** Ends the socket, also before a peer that is behind has read all; it may come back if it is still allowed to. */
    void close(CloseStatus status) {
        end();
        if (queue.bytes() > OutboundQueue.DROPS_ABOVE.toBytes()) {
            queue.abandon();
        } else {
            queue.close(status);
        }
    }

    /** Cuts a socket off that was told to end so long ago. */
    void cutIfEndingFor(Duration time) {
        if (System.nanoTime() - endingAt > time.toNanos()) {
            queue.abandon();
        }
    }

    private void end() {
        if (!ending) {
            endingAt = System.nanoTime();
            ending = true;
        }
    }

    /** Ends the socket when what was said is sent. */
    void closeWhenSent(CloseStatus status) {
        end();
        queue.closeWhenSent(status);
    }

    /**
     * What the two sides agreed on.
     *
     * @param writeInterval how often the peer wants to hear something, zero for never
     * @param patience how long the peer may be silent, zero for as long as it likes
     */
    void agree(Duration writeInterval, Duration patience) {
        this.writeInterval = writeInterval;
        this.patience = patience;
    }

    void heard() {
        pinged = false;
        heardAt = System.nanoTime();
    }

    boolean isSilentFor(Duration time) {
        return System.nanoTime() - heardAt > time.toNanos();
    }

    /** Whether the peer has broken its promise to be heard of. */
    boolean isSilent() {
        return !patience.isZero() && isSilentFor(patience);
    }

    /** Whether the peer would take longer silence for death. */
    boolean isDueToBeat(Duration tick) {
        return !writeInterval.isZero()
                && System.nanoTime() - wroteAt >= writeInterval.minus(tick).toNanos();
    }

    /** When to look again whether the web session has ended. */
    Instant recheckAt() {
        return recheckAt;
    }

    void recheckAt(Instant when) {
        recheckAt = when;
    }

    /** Asks a silent peer for a sign of life, if there is a way. */
    void ping() {
        pinged = queue.ping();
    }

    /** Whether the peer was asked and has not answered. */
    boolean isPinged() {
        return pinged;
    }
}
