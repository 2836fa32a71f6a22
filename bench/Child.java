import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. It ends with the bench, whatever happens. */
final class Child implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that people use
    private static final Path LOGS = Path.of("bench/target/logs");

    private final String name;
    private final Process process;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** @param core where it may run, -1 for anywhere */
    static Child start(String name, int core, Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Files.createDirectories(LOGS);
        List<String> pinned = new ArrayList<>(
                Machine.SERVERS < 0
                        ? List.of()
                        : List.of("taskset", "-c", core < 0 ? "0-" + (Machine.cores() - 1) : Integer.toString(core)));
        pinned.addAll(command);
        var builder = new ProcessBuilder(pinned)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(LOGS.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        return new Child(name, builder.start());
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Seconds of CPU, in user and kernel, since it began. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory in KB. */
    long rss() throws IOException {
        return kilobytes("Rss");
    }

    /** The same, with what is shared counted in part. */
    long pss() throws IOException {
        return kilobytes("Pss");
    }

    /** SIGTERM, and SIGKILL if that is not enough. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long kilobytes(String field) throws IOException {
        return Long.parseLong(Machine.field(proc("smaps_rollup"), field + ":").split(" ")[0]);
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(pid()), file);
    }
}
