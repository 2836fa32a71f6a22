package app.parley.realtime;

/**
 * A socket is gone, said goodbye or not; may come twice.
 *
 * @param sessionId the id of its STOMP session
 */
public record SocketClosed(long userId, String sessionId) {}
