import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the command to the first 200 of the readiness probe, with and without the JDK's AOT cache. */
final class Startup {

    private static final String TIME = "start to ready, ms";
    private static final String PLAIN = "java -jar";
    private static final String EXTRACTED = "extracted jar";
    private static final String CACHED = "extracted jar, AOT cache";

    private Startup() {}

    static void run(Settings settings, Report report) throws Exception {
        Path folder = Path.of("bench/target/extracted").toAbsolutePath();
        Path jar = folder.resolve(Parley.jar().getFileName());
        Path cache = folder.resolve("parley.aot");
        Machine.output(
                Machine.java().toString(), "-Djarmode=tools", "-jar", Parley.jar().toString(), "extract", "--force",
                "--destination", folder.toString());
        Files.deleteIfExists(cache);
        Parley.launch(-1, command(jar, "-XX:AOTCacheOutput=" + cache), Parley.freshDirectory()).close();
        for (int round = 0; round < Math.max(5, settings.rounds()); round++) {
            report.add(PLAIN, TIME, start(command(Parley.jar())));
            report.add(EXTRACTED, TIME, start(command(jar)));
            report.add(CACHED, TIME, start(command(jar, "-XX:AOTCache=" + cache)));
        }
        report.atMost(TIME, CACHED, EXTRACTED, 0.6, 0.4);
        report.atMost(TIME, CACHED, PLAIN, 0.6, 0.4);
        report.note("On all cores, with a database that exists. The cache is %d MB and was made by one start and stop."
                .formatted(Files.size(cache) >> 20));
    }

    private static List<String> command(Path jar, String... options) {
        List<String> command = new ArrayList<>(List.of(Machine.java().toString(), "-Xmx512m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private static double start(List<String> command) throws Exception {
        Path data = Parley.freshDirectory();
        Parley first = Parley.launch(-1, command, data);
        first.stop();
        long start = System.nanoTime();
        Parley again = Parley.launch(-1, command, data);
        double took = (System.nanoTime() - start) / 1e6;
        again.close();
        return took;
    }
}
