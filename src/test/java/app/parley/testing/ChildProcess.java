package app.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that a test started: its output goes to a file, it is ended by its own id, and it never outlives this JVM.
 */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Reaper.watch(key(), "kill -9 " + pid());
    }

    /**
     * @param environment the whole environment of the process; nothing is inherited
     * @param log file to which standard output and standard error are appended
     */
    static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            return AtExit.close(new ChildProcess(name, builder.start(), log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(PATIENCE);
        AtExit.forget(this);
        Reaper.forget(key());
    }

    /** SIGTERM; returns when the process is gone, which it has {@code patience} for. Then it is killed and this fails. */
    void stop(Duration patience) {
        process.destroy();
        try {
            awaitEnd(patience);
        } finally {
            kill();
        }
    }

    /** SIGTERM, at once. */
    void terminate() {
        process.destroy();
    }

    /** @param name without {@code SIG} */
    void signal(String name) {
        Programs.Result result = Programs.run(PATIENCE, Map.of(), "sh", "-c", "kill -" + name + " " + pid());
        if (!result.succeeded()) {
            throw new IllegalStateException("SIG" + name + " to " + this + ": " + result.output());
        }
    }

    private String key() {
        return "process:" + pid();
    }

    /** Returns when the process is gone by itself; fails if that takes longer. */
    void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        name + " (" + pid() + ") still runs after " + patience + "\n" + logTail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The end of what the process said, at most 200 lines. */
    String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 200), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name + " (" + pid() + ")";
    }
}
