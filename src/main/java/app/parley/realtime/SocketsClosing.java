package app.parley.realtime;

/**
 * The server is about to end all sockets and hears nothing more on them: whoever owes an answer gives it before the listener
 * returns, within a few seconds.
 */
public record SocketsClosing() {}
