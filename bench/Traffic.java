import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Who posts what, and whether everybody gets everything: once, in the order of each poster, and where the server numbers
 * the room, without a hole in the numbers.
 */
final class Traffic {

    /** When a poster posts again. */
    enum Pace {
        /** When it has received its own message. */
        OWN,
        /** When everybody has received it. */
        ALL,
        /** When it is told to. */
        TOLD
    }

    private static final int IN_FLIGHT = 4_096;

    private final Pace pace;
    private final int posters;
    private final String filler;
    private final Marker marker = new Marker();
    private final Samples whole = new Samples();
    private final Samples single = new Samples();
    private List<Client> clients = List.of();
    private int watched;
    private int probes;
    private boolean[] here = {};
    private long[] seqs = {};
    private int[] received = {};
    private final int[] sent;
    private final long[] sentAt;
    private final int[] arrived;
    private long deliveries;
    private long bytes;
    private boolean stopping;

    /** @param filler what every body ends with */
    Traffic(Pace pace, int posters, String filler) {
        this.pace = pace;
        this.posters = posters;
        this.filler = filler;
        this.sent = new int[posters];
        this.sentAt = new long[posters * IN_FLIGHT];
        this.arrived = new int[posters * IN_FLIGHT];
    }

    Marker marker() {
        return marker;
    }

    /** Returns when all of them hear each other; the first ones will post. */
    void join(Generator generator) {
        clients = generator.clients();
        watched = clients.size();
        here = new boolean[watched];
        seqs = new long[watched];
        received = new int[watched * posters];
        while (!isEverybodyHere()) {
            clients.getFirst().post(marker.clientId(Marker.PROBE, ++probes), Marker.body(Marker.PROBE, probes));
            generator.run(Duration.ofMillis(200));
        }
    }

    void start() {
        for (int poster = 0; poster < posters; poster++) {
            post(poster);
        }
    }

    void post(int poster) {
        int counter = ++sent[poster];
        int slot = slot(poster, counter);
        arrived[slot] = 0;
        sentAt[slot] = System.nanoTime();
        clients.get(poster).post(marker.clientId(poster, counter), Marker.body(poster, counter) + filler);
    }

    /** Whoever comes after these is not waited for any more. */
    void watchOnly(int count) {
        watched = count;
    }

    /** Forgets what was counted. */
    void reset() {
        deliveries = 0;
        bytes = 0;
        whole.clear();
        single.clear();
    }

    /** No new messages; returns when the last one has reached everybody. */
    void drain(Generator generator) {
        stopping = true;
        generator.await("what was posted", this::isComplete);
    }

    long deliveries() {
        return deliveries;
    }

    double bytesPerDelivery() {
        return (double) bytes / deliveries;
    }

    /** From posting to the last receiver. */
    Samples whole() {
        return whole;
    }

    /** From posting to each receiver. */
    Samples single() {
        return single;
    }

    /** @param found where the numbers of the marker begin */
    void received(Client client, ByteBuffer in, int found, long seq, int size) {
        if (found < 0) {
            throw new Failure("A message without a marker");
        }
        int number = client.number();
        if (client.protocol().isNumbered() && seqs[number] != 0 && seq != seqs[number] + 1) {
            throw new Failure("Client %d got message %d after %d".formatted(number, seq, seqs[number]));
        }
        seqs[number] = seq;
        int poster = Marker.poster(in, found);
        if (poster == Marker.PROBE) {
            here[number] = true;
        } else {
            received(number, poster, Marker.counter(in, found), size);
        }
    }

    private void received(int client, int poster, int counter, int size) {
        int before = received[client * posters + poster];
        if (counter != before + 1) {
            throw new Failure(
                    "Client %d got message %d of poster %d after %d".formatted(client, counter, poster, before));
        }
        received[client * posters + poster] = counter;
        if (client >= watched) {
            return;
        }
        deliveries++;
        bytes += size;
        int slot = slot(poster, counter);
        long took = System.nanoTime() - sentAt[slot];
        boolean last = ++arrived[slot] == watched;
        if (pace == Pace.TOLD) {
            single.add(took);
        }
        if (last) {
            whole.add(took);
        }
        if (!stopping && (pace == Pace.OWN ? client == poster : pace == Pace.ALL && last)) {
            post(poster);
        }
    }

    private static int slot(int poster, int counter) {
        return poster * IN_FLIGHT + counter % IN_FLIGHT;
    }

    private boolean isEverybodyHere() {
        for (boolean one : here) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    private boolean isComplete() {
        for (int client = 0; client < watched; client++) {
            for (int poster = 0; poster < posters; poster++) {
                if (received[client * posters + poster] != sent[poster]) {
                    return false;
                }
            }
        }
        return true;
    }
}
