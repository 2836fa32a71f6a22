import java.time.Duration;
import java.util.List;

/** One room, a thousand clients: how many messages reach them, what that costs, and how soon the last one has it. */
final class FanOut {

    private static final String RATE = "deliveries/s";
    private static final String CPU = "server CPU s per 100k deliveries";
    private static final String P50 = "post → last receiver, p50 ms";
    private static final String P99 = "post → last receiver, p99 ms";
    private static final String SIZE = "bytes per delivery";
    private static final String YOUNG = "deliveries/s, 20 s after the start";
    private static final int WARMING_POSTERS = 8;
    private static final Duration START = Duration.ofSeconds(20);

    private FanOut() {}

    static void run(Settings settings, Report report) throws Exception {
        try (Server parley = Parley.withRoom(Machine.SERVERS, settings.get("accounts"));
                Server socketIo = Peers.socketIo(Machine.SERVERS);
                Server simple = Peers.simpleBroker(Machine.SERVERS);
                Server netty = Peers.netty(Machine.SERVERS)) {
            List<Server> servers = List.of(parley, socketIo, simple, netty);
            for (Server server : servers) {
                warmUp(server, settings, report);
            }
            for (int round = 0; round < settings.rounds(); round++) {
                for (Server server : servers) {
                    measure(server, settings, report, Traffic.Pace.OWN, settings.get("posters"));
                }
            }
        }
        report.atLeast(RATE, Parley.NAME, Peers.SOCKET_IO, 4, 5.5);
        report.atLeast(RATE, Parley.NAME, Peers.NETTY, 0.5, 0.65);
        report.atLeast(RATE, Parley.NAME, Peers.SIMPLE_BROKER, 1, 5);
        report.atMost(CPU, Parley.NAME, Peers.SOCKET_IO, 0.25, 0.2);
        report.note("Parley stores every message durably before it sends it and sends the rendered HTML with it; the"
                + " others store nothing and send the text alone.");
    }

    static void latency(Settings settings, Report report) throws Exception {
        try (Server parley = Parley.withRoom(Machine.SERVERS, settings.get("accounts"));
                Server socketIo = Peers.socketIo(Machine.SERVERS)) {
            for (Server server : List.of(parley, socketIo)) {
                warmUp(server, settings, report);
            }
            for (int round = 0; round < settings.rounds(); round++) {
                for (Server server : List.of(parley, socketIo)) {
                    measure(server, settings, report, Traffic.Pace.ALL, 1);
                }
            }
        }
        report.atMost(P50, Parley.NAME, Peers.SOCKET_IO, 0.8, 0.7);
    }

    /** The full load, long enough for the just-in-time compilers, with a look at what a young server does. */
    static void warmUp(Server server, Settings settings, Report report) throws Exception {
        var traffic = new Traffic(Traffic.Pace.OWN, WARMING_POSTERS, "");
        try (var generator = new Generator()) {
            generator.connect(server, settings.get("clients"), traffic);
            traffic.join(generator);
            traffic.start();
            generator.run(START);
            traffic.reset();
            long start = System.nanoTime();
            generator.run(settings.measured());
            report.add(server.name(), YOUNG, traffic.deliveries() / ((System.nanoTime() - start) / 1e9));
            generator.run(settings.first().minus(START).minus(settings.measured()));
            traffic.drain(generator);
        }
    }

    private static void measure(Server server, Settings settings, Report report, Traffic.Pace pace, int posters)
            throws Exception {
        var traffic = new Traffic(pace, posters, "");
        try (var generator = new Generator()) {
            generator.connect(server, settings.get("clients"), traffic);
            traffic.join(generator);
            traffic.start();
            generator.run(settings.warm());

            traffic.reset();
            double cpu = server.cpuSeconds();
            long start = System.nanoTime();
            double share = generator.run(settings.measured());
            double seconds = (System.nanoTime() - start) / 1e9;
            cpu = server.cpuSeconds() - cpu;

            report.generator(server.name(), share);
            report.add(server.name(), RATE, traffic.deliveries() / seconds);
            report.add(server.name(), CPU, cpu / traffic.deliveries() * 100_000);
            report.add(server.name(), P50, traffic.whole().millis(50));
            report.add(server.name(), P99, traffic.whole().millis(99));
            report.add(server.name(), SIZE, traffic.bytesPerDelivery());
            traffic.drain(generator);
        }
    }
}
