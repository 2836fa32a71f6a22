import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The page of a room against a file of the same bytes, both by the same server. */
final class Pages {

    private static final int CONNECTIONS = 4;
    private static final int MESSAGES = 60;
    private static final String RATE = "pages/s";

    private Pages() {}

    static void run(Settings settings, Report report) throws Exception {
        Path folder = Files.createDirectories(Path.of("bench/target/static/img").toAbsolutePath());
        String locations = "-Dspring.web.resources.static-locations=classpath:/static/,file:"
                + folder.getParent() + "/";
        try (Parley parley = Parley.withRoom(Machine.SERVERS, 1, locations)) {
            fill(parley);
            String path = path(parley);
            String page = parley.person(0).get(path, "text/html").body();
            Files.writeString(folder.resolve("page.html"), page);
            String cookie = headers(parley);
            load(parley.port(), request(parley), settings.first());
            for (int round = 0; round < settings.rounds(); round++) {
                for (String encoding : List.of("", "Accept-Encoding: gzip\r\n")) {
                    String suffix = encoding.isEmpty() ? "" : ", compressed";
                    String headers = encoding + cookie;
                    measure(parley, "room page" + suffix, Http.get(path, headers), settings, report);
                    measure(parley, "static file" + suffix, Http.get("/img/page.html", headers), settings, report);
                }
            }
        }
        report.atLeast(RATE, "room page", "static file", 0.8, 0.95);
        report.atLeast(RATE, "room page, compressed", "static file, compressed", 0.8, 0.95);
        report.note("%d keep-alive connections, signed in; 50 messages.".formatted(CONNECTIONS));
    }

    /** Messages for a full page. */
    static void fill(Parley parley) throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            parley.person(0)
                    .post(
                            path(parley) + "/messages",
                            Map.of("body", Marker.body(0, i), "clientId", UUID.randomUUID().toString()),
                            "application/json");
        }
    }

    /** For the page of the room, by its member. */
    static byte[] request(Parley parley) {
        return Http.get(path(parley), headers(parley));
    }

    private static String path(Parley parley) {
        return "/rooms/" + parley.room();
    }

    private static String headers(Parley parley) {
        return "Accept: text/html\r\nCookie: " + parley.person(0).cookieHeader() + "\r\n";
    }

    private static void measure(Parley parley, String who, byte[] request, Settings settings, Report report)
            throws Exception {
        load(parley.port(), request, settings.warm().dividedBy(2));
        double cpu = parley.cpuSeconds();
        long[] found = load(parley.port(), request, settings.measured());
        report.add(who, RATE, found[0] / (double) settings.measured().toSeconds());
        report.add(who, "server CPU ms per page", (parley.cpuSeconds() - cpu) / found[0] * 1_000);
        report.add(who, "bytes", found[1]);
    }

    /** How many answers came, and how long the last of them was. */
    static long[] load(int port, byte[] request, Duration time) throws Exception {
        Callable<long[]> one = () -> {
            try (var connection = new Http(port)) {
                long count = 0;
                long size = 0;
                for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; count++) {
                    size = connection.exchange(request);
                }
                return new long[] {count, size};
            }
        };
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<long[]>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(threads.submit(one));
            }
            long[] sum = {0, 0};
            for (Future<long[]> found : all) {
                sum[0] += found.get()[0];
                sum[1] = found.get()[1];
            }
            return sum;
        }
    }
}
