package app.parley.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes connections and whatever comes on them, and never says a word. */
public final class SilentServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final ServerSocket door;
    private final BlockingQueue<CompletableFuture<Void>> callers = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private SilentServer(int port) {
        try {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("silent-server").start(this::acceptAll);
    }

    /** @param port 0 for any that is free */
    public static SilentServer on(int port) {
        return new SilentServer(port);
    }

    public int port() {
        return door.getLocalPort();
    }

    /**
     * Waits for the next connection.
     *
     * @return completes when the other side gives it up
     */
    public CompletableFuture<Void> awaitCaller() {
        try {
            CompletableFuture<Void> caller = callers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (caller == null) {
                throw new AssertionError("Nobody called");
            }
            return caller;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket caller : open) {
                caller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket caller = door.accept();
                open.add(caller);
                var givenUp = new CompletableFuture<Void>();
                callers.add(givenUp);
                Thread.ofVirtual().name("silence").start(() -> listen(caller, givenUp));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static void listen(Socket caller, CompletableFuture<Void> givenUp) {
        try (caller) {
            caller.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // reset, or closed by the test
        } finally {
            givenUp.complete(null);
        }
    }
}
