import java.util.ArrayList;
import java.util.List;

/** How many messages a second get onto the disk and are acknowledged, with 32 writers. */
final class Posting {

    private static final int WRITERS = 32;
    private static final String RATE = "durable posts/s";
    private static final String P99 = "post → acknowledged, p99 ms";
    private static final String ROW_BY_ROW = "one transaction per row";

    private Posting() {}

    static void run(Settings settings, Report report) throws Exception {
        try (Parley parley = Parley.withRoom(Machine.SERVERS, settings.get("accounts"))) {
            long other = parley.person(0).createRoom("Row by row");
            var writers = new Writers();
            for (int round = 0; round < settings.rounds(); round++) {
                for (int inFlight : List.of(1, 8)) {
                    measure(parley, writers, inFlight, settings, report);
                }
                rowByRow(parley, other, settings, report);
            }
            long stored = change(parley);
            if (stored != writers.acknowledged()) {
                throw new Failure("%d acknowledged, %d stored".formatted(writers.acknowledged(), stored));
            }
        }
        report.atLeast(RATE, name(8), ROW_BY_ROW, 4, 8);
        report.atLeast(RATE, name(1), ROW_BY_ROW, 4, 8);
        report.note("Parley: 32 sockets, SEND to acknowledgement, one room, nobody else listening. Against: 32 threads that"
                + " take turns on one JDBC connection to the same SQLite file with the same settings and do no more than"
                + " advance the counters of a room, insert the row and commit: no socket, no JSON, no rights, no"
                + " rendering. Both on one core.");
    }

    private static String name(int inFlight) {
        return "%s, %d in flight each".formatted(Parley.NAME, inFlight);
    }

    private static void measure(Parley parley, Writers writers, int inFlight, Settings settings, Report report)
            throws Exception {
        try (var generator = new Generator()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                generator.connect(writers.of(parley), 1, null);
            }
            writers.start(generator.clients(), inFlight);
            generator.run(settings.warm());
            writers.reset();
            long start = System.nanoTime();
            double share = generator.run(settings.measured());
            double seconds = (System.nanoTime() - start) / 1e9;
            report.generator(name(inFlight), share);
            report.add(name(inFlight), RATE, writers.counted() / seconds);
            report.add(name(inFlight), P99, writers.took().millis(99));
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
        report.add(ROW_BY_ROW, RATE, Double.parseDouble(found[0]));
        report.add(ROW_BY_ROW, P99, Double.parseDouble(found[1]));
    }

    /** An empty page of changes that tells the room's number. */
    private static long change(Parley parley) throws Exception {
        String path = "/rooms/" + parley.room() + "/messages?changed=" + Integer.MAX_VALUE;
        String page = parley.person(0).get(path, "application/json").body();
        return Long.parseLong(page.replaceFirst("(?s).*\"change\":(\\d+).*", "$1"));
    }
}
