package app.parley.realtime;

/**
 * A socket was let in; one whose CONNECT is refused never was. Listeners are called on its own thread and must be quick.
 *
 * @param sessionId the id of its STOMP session
 */
public record SocketOpened(long userId, String sessionId) {}
