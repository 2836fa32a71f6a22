package app.parley.realtime;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** The open sockets of this node, and the verbs that end them or their subscriptions when a right ends. */
@Component
public class LiveSessions {

    /** RFC 6455 §7.4.1: the endpoint ends the connection because of its policy. */
    private static final CloseStatus SIGNED_OUT = CloseStatus.POLICY_VIOLATION.withReason("Signed out");

    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final ObjectProvider<MessageChannel> channels;

    LiveSessions(@Qualifier("brokerChannel") ObjectProvider<MessageChannel> channels) {
        this.channels = channels;
    }

    /** Those of these users who have a socket open on this node. */
    public Set<Long> online(Collection<Long> userIds) {
        Set<Long> open = sessions.values().stream().map(LiveSession::userId).collect(Collectors.toSet());
        return userIds.stream().filter(open::contains).collect(Collectors.toSet());
    }

    /** Closes every socket of this user, as after a ban, a deactivation or a change of password. */
    public void endUser(long userId) {
        end(session -> session.userId() == userId);
    }

    /** Closes the sockets that this web session opened, as after signing out. */
    public void endHttpSession(String httpSessionId) {
        end(session -> session.httpSessionId().equals(httpSessionId));
    }

    /** Drops this user's subscriptions to the topic and everything below it, as after leaving a room. */
    public void revoke(long userId, Topic topic) {
        sessions.values().stream()
                .filter(session -> session.userId() == userId)
                .forEach(session -> unsubscribe(session, topic));
    }

    /** Drops everybody's subscriptions to the topic and everything below it. */
    public void revoke(Topic topic) {
        sessions.values().forEach(session -> unsubscribe(session, topic));
    }

    void opened(LiveSession session) {
        sessions.put(session.id(), session);
    }

    void closed(String sessionId) {
        sessions.remove(sessionId);
    }

    @Nullable
    LiveSession find(@Nullable String sessionId) {
        return sessionId == null ? null : sessions.get(sessionId);
    }

    private void end(Predicate<LiveSession> which) {
        sessions.values().stream().filter(which).forEach(session -> session.close(SIGNED_OUT));
    }

    /** Makes the broker forget a subscription. */
    void unsubscribe(LiveSession session, String subscriptionId) {
        channels.getObject().send(MessageBuilder.createMessage(new byte[0], unsubscription(session, subscriptionId)));
    }

    private void unsubscribe(LiveSession session, Topic topic) {
        session.subscriptions().forEach((id, destination) -> {
            Topic subscribed = Topic.parse(destination);
            if (subscribed != null && subscribed.isWithin(topic)) {
                session.unsubscribed(id);
                unsubscribe(session, id);
            }
        });
    }

    private static MessageHeaders unsubscription(LiveSession session, String id) {
        var headers = SimpMessageHeaderAccessor.create(SimpMessageType.UNSUBSCRIBE);
        headers.setSessionId(session.id());
        headers.setSubscriptionId(id);
        return headers.getMessageHeaders();
    }
}
