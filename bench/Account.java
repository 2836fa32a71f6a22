import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the processor's time goes, by the innermost frame that says what it is for: what a library spends in the JDK is the
 * library's.
 *
 * @see <a href="https://openjdk.org/jeps/509">JEP 509: JFR CPU-Time Profiling</a>
 */
final class Account {

    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final String REST = "the rest";

    /** In this order: the first that a frame's class matches. */
    private static final Map<String, Pattern> PARTS = new LinkedHashMap<>();

    static {
        part("system calls of sockets", "sun\\.nio\\.ch\\.(.*Dispatcher.*|IOUtil|EPoll.*|SocketChannelImpl|Net|ServerSocket.*)");
        part("Jetty", "org\\.eclipse\\.jetty\\..*");
        part("SQLite", "org\\.sqlite\\..*");
        part("JPA, pool and transactions", "(org\\.hibernate|org\\.springframework\\.(data|orm|transaction|jdbc)|com\\.zaxxer)\\..*");
        part("templates", "(org\\.thymeleaf|org\\.attoparser|org\\.unbescape|org\\.springframework\\.expression)\\..*");
        part("Markdown", "(org\\.commonmark|org\\.owasp|org\\.jsoup)\\..*");
        part("JSON", "tools\\.jackson\\..*");
        part("Spring's messaging and sockets", "org\\.springframework\\.(messaging|web\\.socket)\\..*");
        part("Spring's security and sessions", "org\\.springframework\\.(security|session)\\..*");
        part("Spring's web and the rest of it", "org\\.springframework\\..*");
        part("Parley's own code", "app\\.parley\\..*");
    }

    private final Map<String, Integer> counts = new HashMap<>();
    private int total;

    private Account() {}

    private static void part(String name, String classes) {
        PARTS.put(name, Pattern.compile(classes));
    }

    static Account of(Path recording) throws IOException {
        var account = new Account();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    account.total++;
                    account.counts.merge(part(event), 1, Integer::sum);
                }
            }
        }
        return account;
    }

    /** Each part with what it takes of all samples, 0 to 100. */
    void into(Report report, String who) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(part -> report.add(who, "% of the CPU samples: " + part.getKey(), 100.0 * part.getValue() / total));
        report.add(who, "CPU samples", total);
    }

    private static String part(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            RecordedThread thread = event.getThread("eventThread");
            return thread == null || thread.getJavaName() == null ? "the JVM itself" : REST;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        for (RecordedFrame frame : frames) {
            String name = frame.getMethod().getType().getName();
            for (Map.Entry<String, Pattern> part : PARTS.entrySet()) {
                if (part.getValue().matcher(name).matches()) {
                    return part.getKey();
                }
            }
        }
        return REST;
    }
}
