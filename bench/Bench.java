import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the scenarios that are named, or all, and writes what it measured as Markdown. */
final class Bench {

    interface Scenario {

        void run(Settings settings, Report report) throws Exception;
    }

    private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

    static {
        SCENARIOS.put("fanout", FanOut::run);
        SCENARIOS.put("latency", FanOut::latency);
        SCENARIOS.put("stalled", Stalled::run);
        SCENARIOS.put("idle", Idle::run);
        SCENARIOS.put("heap", Heap::run);
        SCENARIOS.put("posting", Posting::run);
        SCENARIOS.put("pages", Pages::run);
        SCENARIOS.put("room", LargeRoom::run);
        SCENARIOS.put("startup", Startup::run);
        SCENARIOS.put("profile", Profile::run);
    }

    public static void main(String[] arguments) throws Exception {
        var settings = new Settings();
        List<String> chosen = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.contains("=")) {
                settings.set(argument);
            } else if (SCENARIOS.containsKey(argument)) {
                chosen.add(argument);
            } else {
                System.err.println("Scenarios: " + SCENARIOS.keySet() + "; settings: " + settings);
                System.exit(2);
            }
        }
        if (chosen.isEmpty()) {
            chosen.addAll(SCENARIOS.keySet());
            chosen.remove("profile");
        }
        run(chosen, settings);
    }

    private static void run(List<String> chosen, Settings settings) throws Exception {
        String head = Machine.describe() + "\nSettings: " + settings + "\n";
        System.out.println(head);
        var all = new StringBuilder(head);
        for (String name : chosen) {
            var report = new Report(name);
            SCENARIOS.get(name).run(settings, report);
            String section = report.markdown();
            System.out.println(section);
            all.append('\n').append(section);
            write("results/" + name + ".md", head + "\n" + section);
        }
        write("results.md", all.toString());
    }

    private static void write(String name, String text) throws IOException {
        Path file = Path.of("bench/target", name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
