import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where Parley's time goes during fan-out, by Java Flight Recorder; with posters=1, while one poster waits for all. */
final class Profile {

    private Profile() {}

    static void run(Settings settings, Report report) throws Exception {
        Path recording = Path.of("bench/target/fanout.jfr").toAbsolutePath();
        int posters = settings.get("posters");
        var traffic = new Traffic(posters == 1 ? Traffic.Pace.ALL : Traffic.Pace.OWN, posters, "");
        try (Server parley = Parley.withRoom(Machine.SERVERS, settings.get("accounts"));
                var generator = new Generator()) {
            FanOut.warmUp(parley, settings, report);
            generator.connect(parley, settings.get("clients"), traffic);
            traffic.join(generator);
            traffic.start();
            generator.run(settings.warm());
            Jcmd.jvm(parley.child().pid(), "JFR.start", "name=fanout", "settings=profile");
            traffic.reset();
            generator.run(settings.measured());
            report.add(Parley.NAME, "deliveries/s", traffic.deliveries() / (double) settings.measured().toSeconds());
            Jcmd.jvm(parley.child().pid(), "JFR.stop", "name=fanout", "filename=" + recording);
            traffic.drain(generator);
        }
        String jfr = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
        var text = new StringBuilder();
        for (String view : List.of("hot-methods", "thread-cpu-load", "gc-pauses")) {
            text.append(Machine.output(jfr, "view", "--width", "140", view, recording.toString())).append("\n\n");
        }
        Files.writeString(Path.of("bench/target/profile.txt"), text.toString());
        report.note("Recorded in bench/target/fanout.jfr; the views are in bench/target/profile.txt.");
    }
}
