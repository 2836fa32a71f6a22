import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How many messages a second get onto the disk and are acknowledged, with 32 writers. */
final class Posting {

    private static final int WRITERS = 32;
    private static final List<Integer> IN_FLIGHT = List.of(1, 8);
    private static final String RATE = "durable posts/s";
    private static final String P99 = "post → acknowledged, p99 ms";
    private static final String ALONE = "Parley, one transaction per row";
    private static final String JDBC = "bare JDBC, one transaction per row";

    private Posting() {}

    static void run(Settings settings, Report report) throws Exception {
        try (Parley grouped = Parley.withRoom(Machine.SERVERS, settings.get("accounts"));
                Parley alone = Parley.withRoom(Machine.SERVERS, settings.get("accounts"), "-Dparley.posting.group=1")) {
            long other = grouped.person(0).createRoom("Row by row");
            var writersOfGrouped = new Writers();
            var writersOfAlone = new Writers();
            warmUp(grouped, writersOfGrouped, settings);
            warmUp(alone, writersOfAlone, settings);
            for (int round = 0; round < settings.rounds(); round++) {
                for (int inFlight : IN_FLIGHT) {
                    measure(Parley.NAME, grouped, writersOfGrouped, inFlight, settings, report);
                    measure(ALONE, alone, writersOfAlone, inFlight, settings, report);
                }
                rowByRow(grouped, other, settings, report);
            }
            check(grouped, writersOfGrouped);
            check(alone, writersOfAlone);
        }
        for (int inFlight : IN_FLIGHT) {
            report.atLeast(RATE, name(Parley.NAME, inFlight), name(ALONE, inFlight), 4, 8);
        }
        report.note("32 sockets, SEND to acknowledgement, one room, nobody else listening; one transaction per row is the same"
                + " server with parley.posting.group=1.");
        report.note("Bare JDBC is 32 threads that take turns on one connection to the same SQLite file with the same settings"
                + " and do no more than advance the counters of a room, insert the row and commit: no socket, no JSON, no"
                + " rights, no rendering, nobody told.");
    }

    private static void warmUp(Parley parley, Writers writers, Settings settings) throws Exception {
        for (int inFlight : IN_FLIGHT) { // few first: a young server answers so many too late
            load(parley, writers, inFlight, settings.first().dividedBy(IN_FLIGHT.size()), generator -> {});
        }
    }

    private static String name(String who, int inFlight) {
        return "%s, %d in flight each".formatted(who, inFlight);
    }

    private static void measure(
            String who, Parley parley, Writers writers, int inFlight, Settings settings, Report report) throws Exception {
        String name = name(who, inFlight);
        load(parley, writers, inFlight, settings.warm(), generator -> {
            writers.reset();
            long start = System.nanoTime();
            double share = generator.run(settings.measured());
            double seconds = (System.nanoTime() - start) / 1e9;
            report.generator(name, share);
            report.add(name, RATE, writers.counted() / seconds);
            report.add(name, P99, writers.took().millis(99));
        });
    }

    /** @param then what to do while the load goes on after so long */
    private static void load(Parley parley, Writers writers, int inFlight, Duration time, Consumer<Generator> then)
            throws Exception {
        try (var generator = new Generator()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                generator.connect(writers.of(parley), 1, null);
            }
            writers.start(generator.clients(), inFlight);
            generator.run(time);
            then.accept(generator);
            writers.stop(generator);
        }
    }

    private static void rowByRow(Parley parley, long room, Settings settings, Report report) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "taskset", "-c", Integer.toString(Math.max(0, Machine.SERVERS)), Machine.java().toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", "bench/target/lib/*", "bench/RowByRow.java"));
        command.addAll(List.of(
                parley.database().toString(), Long.toString(room), parley.person(0).id(), Integer.toString(WRITERS),
                Integer.toString(settings.get("warm")), Integer.toString(settings.get("seconds"))));
        String[] found = Machine.output(command.toArray(String[]::new)).lines().toList().getLast().split(" ");
        report.add(JDBC, RATE, Double.parseDouble(found[0]));
        report.add(JDBC, P99, Double.parseDouble(found[1]));
    }

    private static void check(Parley parley, Writers writers) throws Exception {
        long stored = change(parley);
        if (stored != writers.acknowledged()) {
            throw new Failure("%d acknowledged, %d stored".formatted(writers.acknowledged(), stored));
        }
    }

    /** An empty page of changes that tells the room's number. */
    private static long change(Parley parley) throws Exception {
        String path = "/rooms/" + parley.room() + "/messages?changed=" + Integer.MAX_VALUE;
        String page = parley.person(0).get(path, "application/json").body();
        return Long.parseLong(page.replaceFirst("(?s).*\"change\":(\\d+).*", "$1"));
    }
}
