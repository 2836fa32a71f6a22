package app.parley.testing.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One connection through a {@link FaultyNetwork}. Faults can be set at any moment, by any thread. */
public final class Link {

    /** Which way bytes go. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private static final int CHUNK = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Map<Direction, AtomicLong> allowance = new EnumMap<>(Direction.class);
    private final CompletableFuture<Void> clientEnd = new CompletableFuture<>();
    private final CompletableFuture<Void> serverEnd = new CompletableFuture<>();
    private volatile long delayNanos;
    private volatile boolean halfOpen;
    private volatile boolean cut;

    Link(Socket client, Socket server) throws SocketException {
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        for (Direction direction : Direction.values()) {
            allowance.put(direction, new AtomicLong(Long.MAX_VALUE));
        }
    }

    /** Every piece, both ways, arrives this much later; pieces do not overtake each other. */
    public void delay(Duration time) {
        delayNanos = time.toNanos();
    }

    /** Ends the connection at once; both ends are told so by RST. */
    public void cut() {
        cut = true;
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException _) {
                // it was gone
            }
        }
        clientEnd.complete(null);
        serverEnd.complete(null);
    }

    /** {@link #cut} as soon as so many more bytes have gone this way. */
    public void cutAfter(Direction direction, long bytes) {
        allowance.get(direction).set(bytes);
    }

    /**
     * From now on nothing arrives any more, and neither end learns of it: what is sent is swallowed, and whoever ends the
     * connection is not heard.
     */
    public void halfOpen() {
        halfOpen = true;
    }

    public boolean isHalfOpen() {
        return halfOpen;
    }

    /** Whether both ends are gone. */
    public boolean isGone() {
        return clientEnd.isDone() && serverEnd.isDone();
    }

    /** Completes when the client has ended the connection, or it was cut. */
    public CompletableFuture<Void> clientEnd() {
        return clientEnd;
    }

    /** Completes when the server has ended the connection, or it was cut. */
    public CompletableFuture<Void> serverEnd() {
        return serverEnd;
    }

    void carry() {
        Thread.ofVirtual().name("to-server").start(() -> carry(Direction.TO_SERVER, client, server, clientEnd));
        Thread.ofVirtual().name("to-client").start(() -> carry(Direction.TO_CLIENT, server, client, serverEnd));
    }

    private void carry(Direction direction, Socket from, Socket to, CompletableFuture<Void> end) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                LockSupport.parkNanos(delayNanos);
                if (!halfOpen) {
                    forward(direction, chunk, length, out);
                }
            }
            end.complete(null);
            if (!halfOpen) {
                to.shutdownOutput();
            }
            if (isGone()) {
                from.close();
                to.close();
            }
        } catch (IOException e) {
            end.complete(null);
            if (!halfOpen && !cut) {
                cut(); // one end broke it, and a network that works tells the other
            }
        }
    }

    private void forward(Direction direction, byte[] chunk, int length, OutputStream out) throws IOException {
        long left = allowance.get(direction).addAndGet(-length);
        out.write(chunk, 0, Math.clamp(left + length, 0, length));
        if (left <= 0) {
            cut();
        }
    }
}
