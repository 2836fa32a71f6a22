import java.time.Duration;
import java.util.Random;

/** Sixty readers, ten of whom stop reading: the others must not notice. */
final class Stalled {

    private static final int READERS = 60;
    private static final int STALLED = 10;
    private static final int POSTERS = 8;
    private static final int POSTS_PER_SECOND = 200;
    private static final int BODY = 6_000;
    private static final String P99 = "post → each of the other 50, p99 ms";

    private Stalled() {}

    static void run(Settings settings, Report report) throws Exception {
        try (Server parley = Parley.withRoom(Machine.SERVERS, POSTERS)) {
            for (int round = 0; round < settings.rounds(); round++) {
                measure(parley, settings, report);
            }
        }
        report.atMost(P99, "10 stalled", "all reading", 2, 1);
        report.note("%d posts a second of %,d incompressible characters.".formatted(POSTS_PER_SECOND, BODY));
    }

    private static void measure(Server server, Settings settings, Report report) throws Exception {
        var traffic = new Traffic(Traffic.Pace.TOLD, POSTERS, " " + noise());
        try (var generator = new Generator()) {
            generator.connect(server, READERS, traffic);
            traffic.join(generator);
            traffic.watchOnly(READERS - STALLED);
            post(generator, traffic, settings.warm());
            traffic.reset();
            report.generator("all reading", post(generator, traffic, settings.measured()));
            report.add("all reading", P99, traffic.single().millis(99));

            generator.clients().subList(READERS - STALLED, READERS).forEach(Client::stall);
            traffic.reset();
            report.generator("10 stalled", post(generator, traffic, settings.measured()));
            report.add("10 stalled", P99, traffic.single().millis(99));
            traffic.drain(generator);
        }
    }

    private static double post(Generator generator, Traffic traffic, Duration time) {
        long start = System.nanoTime();
        int[] posted = {0};
        return generator.run(time, () -> false, () -> {
            while (posted[0] < (System.nanoTime() - start) / 1e9 * POSTS_PER_SECOND) {
                traffic.post(posted[0]++ % POSTERS);
            }
        });
    }

    private static String noise() {
        var random = new Random(1);
        return random.ints(BODY, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
