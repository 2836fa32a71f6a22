package app.parley.realtime;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** The open sockets of this node, and the verbs that end them or their subscriptions when a right ends. */
@Component
public class LiveSessions {

    /** RFC 6455 §7.4.1: the endpoint ends the connection because of its policy. */
    private static final CloseStatus SIGNED_OUT = CloseStatus.POLICY_VIOLATION.withReason("Signed out");

    private final FanOut fanOut;
    private final ApplicationEventPublisher events;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final Map<Long, Set<LiveSession>> ofUser = new ConcurrentHashMap<>();
    private final Map<String, Set<LiveSession>> ofHttpSession = new ConcurrentHashMap<>();
    private final Map<String, Set<LiveSession>> ofAddress = new ConcurrentHashMap<>();

    LiveSessions(FanOut fanOut, SocketMetrics metrics, ApplicationEventPublisher events) {
        this.fanOut = fanOut;
        this.events = events;
        metrics.watch(this);
    }

    /** Those of these users who have a socket open on this node. */
    public Set<Long> online(Collection<Long> userIds) {
        return userIds.stream().filter(ofUser::containsKey).collect(Collectors.toSet());
    }

    /** How many subscriptions to exactly this topic there are on this node. */
    public int listeners(Topic topic) {
        return fanOut.listeners(topic.destination());
    }

    /** Closes every socket of this user, as after a ban, a deactivation or a change of password. */
    public void endUser(long userId) {
        ofUser.getOrDefault(userId, Set.of()).forEach(this::end);
    }

    /** Closes those sockets of this user whose web session, by its id, is one of these. */
    public void endUser(long userId, Predicate<String> httpSessions) {
        ofUser.getOrDefault(userId, Set.of()).stream()
                .filter(session -> httpSessions.test(session.httpSessionId()))
                .forEach(this::end);
    }

    /** Closes the sockets that this web session opened, as after signing out. */
    public void endHttpSession(String httpSessionId) {
        ofHttpSession.getOrDefault(httpSessionId, Set.of()).forEach(this::end);
    }

    /** Drops this user's subscriptions to the topic and everything below it, as after leaving a room. */
    public void revoke(long userId, Topic topic) {
        ofUser.getOrDefault(userId, Set.of()).forEach(session -> revoke(session, topic));
    }

    /** Drops everybody's subscriptions to the topic and everything below it. */
    public void revoke(Topic topic) {
        sessions.values().forEach(session -> revoke(session, topic));
    }

    /** False if there is a socket with this id: then nothing has changed. */
    boolean opened(LiveSession session) {
        if (sessions.putIfAbsent(session.id(), session) != null) {
            return false;
        }
        add(ofUser, session.userId(), session);
        add(ofHttpSession, session.httpSessionId(), session);
        add(ofAddress, session.address(), session);
        return true;
    }

    /** The client has said CONNECT and may. */
    void connected(LiveSession session) {
        events.publishEvent(new SocketOpened(session.userId(), session.id()));
        if (!session.equals(sessions.get(session.id()))) { // closed on another thread before anybody could hear of it
            events.publishEvent(new SocketClosed(session.userId(), session.id()));
        }
    }

    /** A subscription took effect. */
    void subscribed(LiveSession session, String destination) {
        Topic topic = Topic.parse(destination);
        if (topic != null) {
            events.publishEvent(new TopicSubscribed(session.userId(), session.id(), topic));
        }
    }

    void closed(LiveSession session) {
        if (!sessions.remove(session.id(), session)) {
            return;
        }
        remove(ofUser, session.userId(), session);
        remove(ofHttpSession, session.httpSessionId(), session);
        remove(ofAddress, session.address(), session);
        fanOut.unsubscribeAll(session);
        if (session.isConnected()) {
            events.publishEvent(new SocketClosed(session.userId(), session.id()));
        }
    }

    /** What is known of exactly this socket, also while it ends; null if it is gone or was never let in. */
    @Nullable
    LiveSession find(WebSocketSession socket) {
        LiveSession session = sessions.get(socket.getId());
        return session != null && session.is(socket) ? session : null;
    }

    /** The socket with this id, or null if there is none or it is ending. */
    @Nullable
    LiveSession find(@Nullable String sessionId) {
        LiveSession session = sessionId == null ? null : sessions.get(sessionId);
        return session == null || session.isEnding() ? null : session;
    }

    Collection<LiveSession> all() {
        return sessions.values();
    }

    int count() {
        return sessions.size();
    }

    int countOfUser(long userId) {
        return ofUser.getOrDefault(userId, Set.of()).size();
    }

    int countOfAddress(String address) {
        return ofAddress.getOrDefault(address, Set.of()).size();
    }

    long waitingBytes() {
        return sessions.values().stream().mapToLong(LiveSession::waitingBytes).sum();
    }

    private void end(LiveSession session) {
        session.close(SIGNED_OUT);
        fanOut.unsubscribeAll(session);
    }

    private void revoke(LiveSession session, Topic topic) {
        session.destinations().forEach((id, destination) -> {
            Topic subscribed = Topic.parse(destination);
            if (subscribed != null && subscribed.isWithin(topic) && session.unsubscribed(id, destination)) {
                fanOut.unsubscribe(session, id);
            }
        });
    }

    private static <K> void add(Map<K, Set<LiveSession>> sets, K key, LiveSession session) {
        sets.compute(key, (same, set) -> {
            Set<LiveSession> all = set == null ? ConcurrentHashMap.newKeySet() : set;
            all.add(session);
            return all;
        });
    }

    private static <K> void remove(Map<K, Set<LiveSession>> sets, K key, LiveSession session) {
        sets.computeIfPresent(key, (same, set) -> {
            set.remove(session);
            return set.isEmpty() ? null : set;
        });
    }
}
