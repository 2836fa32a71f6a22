import java.io.IOException;
import java.io.UncheckedIOException;

/** One of those that are compared. */
abstract class Server implements AutoCloseable {

    private final Child child;
    private final int port;

    Server(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    String name() {
        return child.name();
    }

    Child child() {
        return child;
    }

    int port() {
        return port;
    }

    /** How its client number so and so talks to it. */
    abstract Protocol protocol(int client);

    /** Collects garbage, so that what is left is needed. */
    abstract void collectGarbage() throws IOException, InterruptedException;

    double cpuSeconds() {
        try {
            return child.cpuSeconds();
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " has ended", e);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
