package app.parley.testing.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A TCP proxy on a free port of the loopback address that loses, cuts and delays what it carries; each connection through it
 * is a {@link Link}. Without a fault it is invisible.
 */
public final class FaultyNetwork implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final String host;
    private final int port;
    private final ServerSocket door;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile Consumer<Link> fate = _ -> {};

    private FaultyNetwork(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("faulty-network").start(this::acceptAll);
    }

    /** A network whose other end is this server. */
    public static FaultyNetwork to(String host, int port) {
        return new FaultyNetwork(host, port);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The address of a web server behind this network. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** What is to become of every connection from now on, decided before its first byte. */
    public void onConnect(Consumer<Link> fate) {
        this.fate = fate;
    }

    /** The connections that are not gone, oldest first. */
    public List<Link> links() {
        links.removeIf(Link::isGone);
        return List.copyOf(links);
    }

    /** Cuts every connection and takes no more. */
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links().forEach(Link::cut);
    }

    private void acceptAll() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException _) {
                // closed, or one that left at once
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Link link = new Link(client, new Socket(host, port));
            links.add(link);
            fate.accept(link);
            link.carry();
            if (door.isClosed()) {
                link.cut();
            }
        } catch (IOException _) {
            client.setSoLinger(true, 0); // nobody listens there: refused, as well as a proxy can say it
            client.close();
        }
    }
}
