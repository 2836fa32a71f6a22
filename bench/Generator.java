import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Thousands of clients on the one thread that calls it. */
final class Generator implements AutoCloseable {

    /** Above this share of its core it measures itself and not the server. */
    static final double LIMIT = 0.9;

    private static final int HANDSHAKES_AT_ONCE = 64;
    private static final int BUFFER = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final List<Client> clients = new ArrayList<>();

    Generator() throws IOException {
        selector = Selector.open();
    }

    List<Client> clients() {
        return clients;
    }

    /** Opens so many more sockets, and returns when all of them are told that they are in. */
    void connect(Server server, int count, Traffic traffic) throws IOException {
        int all = clients.size() + count;
        while (clients.size() < all) {
            int before = clients.size();
            for (int number = before; number < Math.min(all, before + HANDSHAKES_AT_ONCE); number++) {
                clients.add(new Client(number, server.port(), server.protocol(number), traffic, selector));
            }
            List<Client> fresh = clients.subList(before, clients.size());
            await("handshakes", () -> fresh.stream().allMatch(Client::isJoined));
        }
    }

    /** Goes on until it is so; fails if that takes too long. */
    void await(String what, BooleanSupplier done) {
        run(PATIENCE, done, () -> {});
        if (!done.getAsBoolean()) {
            throw new Failure("No end of " + what);
        }
    }

    /** Goes on for so long; returns the share of a core that the generator used for itself. */
    double run(Duration time) {
        return run(time, () -> false, () -> {});
    }

    /**
     * The same.
     *
     * @param done ends it earlier
     * @param turn is called again and again, at least every millisecond
     */
    double run(Duration time, BooleanSupplier done, Runnable turn) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        try {
            while (System.nanoTime() - start < time.toNanos() && !done.getAsBoolean()) {
                turn.run();
                selector.select(this::ready, 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (double) (threads.getCurrentThreadCpuTime() - cpu) / (System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.close();
        }
        selector.close();
    }

    private void ready(SelectionKey key) {
        var client = (Client) key.attachment();
        try {
            client.ready(in);
        } catch (IOException e) {
            throw new Failure("Client %d: %s".formatted(client.number(), e));
        }
    }
}
