package app.parley.realtime;

/**
 * A SUBSCRIBE took effect: what is published from now on reaches this socket. One that is refused is not heard of.
 *
 * @param sessionId the id of its STOMP session
 */
public record TopicSubscribed(long userId, String sessionId, Topic topic) {}
