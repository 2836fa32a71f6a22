package app.parley.testing;

/** The two ways to the same socket: whatever is promised about one holds for the other. */
public enum Line {
    NATIVE,
    SOCKJS;

    /** Connects, with the CSRF token, and waits for CONNECTED. */
    public StompConnection open(Person person) {
        return openTransport(person).connect(person.csrfHeader(), person.csrfToken());
    }

    /** A connection on which nothing was said yet. */
    public StompConnection openTransport(Person person) {
        return this == NATIVE ? StompConnection.openTransport(person) : StompConnection.openSockJsTransport(person);
    }
}
