package app.parley.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a browser and the server, which a test can break: a relay on a port of its own. The browser's own
 * offline mode leaves open sockets alone, so it proves nothing about a chat.
 */
final class Line implements AutoCloseable {

    private final URI server;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean deaf;

    private Line(URI server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static Line to(URI server) throws IOException {
        Line line = new Line(server);
        Thread.ofVirtual().start(line::accept);
        return line;
    }

    /** Where the browser finds the server. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Ends every connection and takes no new one. */
    void cut() {
        cut = true;
        open.forEach(Line::end);
    }

    /** From now on the server hears the browser and the browser hears nothing. */
    void deafen() {
        deaf = true;
    }

    /** Works again; connections that were deafened are ended. */
    void mend() {
        open.forEach(Line::end);
        deaf = false;
        cut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket browser = door.accept();
                if (cut) {
                    end(browser);
                } else {
                    connect(browser);
                }
            } catch (IOException e) {
                // the test is over, or the server is away: the browser sees a closed connection
            }
        }
    }

    @SuppressWarnings("AddressSelection") // the server is on this machine
    private void connect(Socket browser) throws IOException {
        open.add(browser);
        try {
            Socket onward = new Socket(server.getHost(), server.getPort());
            open.add(onward);
            Thread.ofVirtual().start(() -> relay(browser, onward, false));
            Thread.ofVirtual().start(() -> relay(onward, browser, true));
        } catch (IOException e) {
            end(browser);
            throw e;
        }
    }

    private void relay(Socket from, Socket to, boolean toBrowser) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!(toBrowser && deaf)) {
                    out.write(buffer, 0, count);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // one end is gone, so the other goes too
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was closed already
        }
    }
}
