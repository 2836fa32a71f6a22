import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Those who post over the socket, hear nothing but their acknowledgements, and post again at each of them. */
final class Writers {

    private static final Needle CLIENT_ID = new Needle("-0000-4000-8000-");
    private static final Needle STORED = new Needle("\"stored\"");

    private static final int IN_FLIGHT = 64;

    private final List<Client> clients = new ArrayList<>();
    private final Samples took = new Samples();
    private Marker marker = new Marker();
    private int[] sent = {};
    private int[] answered = {};
    private long[] sentAt = {};
    private long counted;
    private long acknowledged;
    private boolean stopping;

    /** Parley as its writers see it. */
    Server of(Parley parley) {
        return new Server(parley.child(), parley.port()) {
            @Override
            Protocol protocol(int client) {
                return new Writer(parley, client);
            }

            @Override
            void collectGarbage() {}
        };
    }

    void start(List<Client> open, int inFlight) {
        clients.clear();
        clients.addAll(open);
        marker = new Marker();
        sent = new int[open.size()];
        answered = new int[open.size()];
        sentAt = new long[open.size() * IN_FLIGHT];
        stopping = false;
        for (int writer = 0; writer < open.size(); writer++) {
            for (int i = 0; i < inFlight; i++) {
                post(writer);
            }
        }
    }

    void stop(Generator generator) {
        stopping = true;
        generator.await("acknowledgements", () -> Arrays.equals(sent, answered));
    }

    void reset() {
        counted = 0;
        took.clear();
    }

    long counted() {
        return counted;
    }

    Samples took() {
        return took;
    }

    /** All that were ever stored. */
    long acknowledged() {
        return acknowledged;
    }

    private void post(int writer) {
        int counter = ++sent[writer];
        sentAt[writer * IN_FLIGHT + counter % IN_FLIGHT] = System.nanoTime();
        clients.get(writer).post(marker.clientId(writer, counter), Marker.body(writer, counter));
    }

    private void answered(ByteBuffer in, int from, int to) {
        int found = CLIENT_ID.after(in, from, to);
        if (found < 0 || STORED.after(in, from, to) < 0) {
            byte[] frame = new byte[to - from];
            in.get(from, frame);
            throw new Failure("Not stored: " + new String(frame, StandardCharsets.UTF_8));
        }
        int writer = (int) Needle.number(in, found, 2);
        int counter = (int) Needle.number(in, found + 2, 10);
        if (counter != answered[writer] + 1) {
            throw new Failure("Writer %d heard of %d after %d".formatted(writer, counter, answered[writer]));
        }
        answered[writer] = counter;
        took.add(System.nanoTime() - sentAt[writer * IN_FLIGHT + counter % IN_FLIGHT]);
        counted++;
        acknowledged++;
        if (!stopping) {
            post(writer);
        }
    }

    private final class Writer extends Stomp {

        Writer(Parley parley, int number) {
            super(parley.person(number), parley.room(), List.of("/user/queue/acks", "/user/queue/errors"));
        }

        @Override
        void message(Client client, ByteBuffer in, int from, int to) {
            answered(in, from, to);
        }
    }
}
