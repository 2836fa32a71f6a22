import java.time.Duration;

/** What a client costs that only listens to silence. */
final class Idle {

    /** So that classes, code and pools that any client needs are not counted as the cost of the others. */
    private static final int FIRST = 300;

    private static final String RSS = "RSS KB per client";

    private Idle() {}

    static void run(Settings settings, Report report) throws Exception {
        for (int round = 0; round < settings.rounds(); round++) {
            try (Server parley = Parley.withRoom(
                    -1, settings.get("accounts"), "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10")) {
                measure(parley, settings, report);
            }
            try (Server socketIo = Peers.socketIo(-1)) {
                measure(socketIo, settings, report);
            }
        }
        report.limit(RSS, Parley.NAME, 30, 20);
        report.note("Resident memory after garbage collection, above the same process after %d clients came and went."
                .formatted(FIRST));
        report.note("Parley runs with a heap that shrinks after a collection, so that what is resident is needed.");
    }

    private static void measure(Server server, Settings settings, Report report) throws Exception {
        try (var generator = new Generator()) {
            generator.connect(server, FIRST, new Traffic(Traffic.Pace.TOLD, 1, ""));
        }
        long before = settled(server, new Generator());
        try (var generator = new Generator()) {
            generator.connect(server, settings.get("idle"), new Traffic(Traffic.Pace.TOLD, 1, ""));
            long after = settled(server, generator);
            report.add(server.name(), "RSS MB without clients", before / 1_024.0);
            report.add(server.name(), RSS, (double) (after - before) / settings.get("idle"));
        }
    }

    private static long settled(Server server, Generator generator) throws Exception {
        for (int i = 0; i < 3; i++) {
            generator.run(Duration.ofSeconds(3));
            server.collectGarbage();
        }
        generator.run(Duration.ofSeconds(2));
        return server.child().rss();
    }
}
