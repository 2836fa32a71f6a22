import java.nio.file.Path;
import java.util.List;

/**
 * Where Parley's time goes, by Java Flight Recorder: while it fans out (with posters=1, while one poster waits for all), and
 * while it shows pages.
 */
final class Profile {

    private Profile() {}

    static void run(Settings settings, Report report) throws Exception {
        fanOut(settings, report);
        pages(settings, report);
        report.note("Samples of the CPU's time (JEP 509) during %d s of load after %d s of it, by the innermost frame that says"
                .formatted(settings.get("seconds"), settings.get("first"))
                + " what it is for; compilers and garbage collectors are not sampled.");
        report.note("Recorded in bench/target/*.jfr.");
    }

    private static void fanOut(Settings settings, Report report) throws Exception {
        int posters = settings.get("posters");
        var traffic = new Traffic(posters == 1 ? Traffic.Pace.ALL : Traffic.Pace.OWN, posters, "");
        try (Parley parley = Parley.withRoom(Machine.SERVERS, settings.get("accounts"));
                var generator = new Generator()) {
            FanOut.warmUp(parley, settings, report);
            generator.connect(parley, settings.get("clients"), traffic);
            traffic.join(generator);
            traffic.start();
            generator.run(settings.warm());
            record(parley, "fanout", report, () -> generator.run(settings.measured()));
            traffic.drain(generator);
        }
    }

    private static void pages(Settings settings, Report report) throws Exception {
        try (Parley parley = Parley.withRoom(Machine.SERVERS, 1)) {
            Pages.fill(parley);
            byte[] request = Pages.request(parley);
            Pages.load(parley.port(), request, settings.first());
            record(parley, "pages", report, () -> Pages.load(parley.port(), request, settings.measured()));
        }
    }

    private interface Load {

        void run() throws Exception;
    }

    private static void record(Parley parley, String name, Report report, Load load) throws Exception {
        Path recording = Path.of("bench/target", name + ".jfr").toAbsolutePath();
        long pid = parley.child().pid();
        Jcmd.jvm(pid, "JFR.start", "name=" + name, "jdk.CPUTimeSample#enabled=true", "jdk.CPUTimeSample#throttle=5ms");
        load.run();
        Jcmd.jvm(pid, "JFR.stop", "name=" + name, "filename=" + recording);
        Account.of(recording).into(report, name);
    }
}
