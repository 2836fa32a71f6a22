import java.nio.ByteBuffer;

/** What is said over one WebSocket. One instance for each client; all on the generator's thread. */
abstract class Protocol {

    /** Path and query of the handshake. */
    abstract String path();

    /** More header lines of the handshake, each with its line end. */
    String headers() {
        return "";
    }

    /** The handshake is done. */
    abstract void opened(Client client);

    /** A whole text came, between two positions of a buffer that is used again afterwards. */
    abstract void text(Client client, ByteBuffer in, int from, int to);

    /** Says something in the room. */
    abstract void post(Client client, String clientId, String body);

    /** Whether the server promises one order of the room by numbers without holes. */
    boolean isNumbered() {
        return true;
    }
}
