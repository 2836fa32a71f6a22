import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What the figures were measured on, and what {@code /proc} says about it. */
final class Machine {

    /** The core of the servers and that of the generator, -1 where there is only one. */
    static final int SERVERS = cores() >= 2 ? 0 : -1;

    private Machine() {}

    static String describe() throws IOException {
        return "%s, %d cores (%s), Linux %s, JDK %s, Node %s, %s\n"
                .formatted(
                        field(Path.of("/proc/cpuinfo"), "model name"),
                        cores(),
                        SERVERS >= 0 ? "server on one, generator on the other, unless it says otherwise" : "shared",
                        System.getProperty("os.version"),
                        Runtime.version(),
                        output("node", "--version"),
                        LocalDate.now());
    }

    static int cores() {
        try {
            return (int) Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("processor"))
                    .count();
        } catch (IOException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    static String field(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("?");
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** What a program says, without the last line's end. */
    static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes()).trim();
    }
}
