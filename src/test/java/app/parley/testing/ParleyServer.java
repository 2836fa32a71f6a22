package app.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The real application in a JVM of its own, so that it can be killed and restarted. It runs from the packaged jar (system
 * property {@code parley.jar}, which the integration tests set) or, without one or for a main class of our own, from this
 * JVM's class path. Its log stays in {@code target/server-logs}.
 *
 * <p>Every server has an administrator ({@link #ADMINISTRATOR}, {@link Person#PASSWORD}) unless {@link Setup#empty()} asks
 * for the first run.
 */
public final class ParleyServer implements AutoCloseable {

    public static final String ADMINISTRATOR = "ada";

    private static final Path LOGS = Path.of("target", "server-logs").toAbsolutePath();

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<TestDatabase, ParleyServer> SHARED = new EnumMap<>(TestDatabase.class);

    private final Setup setup;
    private final int port = Programs.freePort();
    private final Path log;
    private final ScratchDirectory temporary = ScratchDirectory.create("server");
    private ChildProcess process;

    private ParleyServer(Setup setup) {
        this.setup = setup;
        this.log = LOGS.resolve(setup.label + "-" + NUMBER.incrementAndGet() + ".log");
        delete(log);
        this.process = launch();
    }

    /** A server for one test; nothing is started before {@link Setup#start()}. */
    public static Setup on(FreshDatabase database) {
        return new Setup(database);
    }

    /**
     * The server that many tests of this JVM share, with rate limits off and with push services wherever a test runs one:
     * starting one takes seconds. A test makes its own people and rooms in it, and neither stops it nor changes its settings.
     */
    public static synchronized ParleyServer shared(TestDatabase kind) {
        return SHARED.computeIfAbsent(
                kind,
                k -> on(AtExit.close(k.fresh()))
                        .unlimited()
                        .with("parley.push.allow-private", "true")
                        .start());
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public FreshDatabase database() {
        return setup.database;
    }

    /** The administrator, signed in anew. */
    public Person administrator() {
        return Person.visiting(uri()).signIn(ADMINISTRATOR, Person.PASSWORD);
    }

    /** The logs of all servers that said something since this JVM began, also of the application within it. */
    public static List<Path> logs() {
        return logsSince(
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
    }

    static List<Path> logsSince(Instant start) {
        if (!Files.isDirectory(LOGS)) {
            return List.of();
        }
        try (Stream<Path> logs = Files.list(LOGS)) {
            return logs.filter(log -> log.toFile().lastModified() >= start.toEpochMilli())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the server wrote to its console since it was first started. */
    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    /** How many objects of this class are left after a garbage collection. */
    public long liveObjects(String className) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Programs.Result histogram =
                Programs.run(Duration.ofMinutes(1), Map.of(), jcmd, Long.toString(pid()), "GC.class_histogram");
        if (!histogram.succeeded()) {
            throw new IllegalStateException(histogram.output());
        }
        return histogram
                .output()
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    /** What the server says to whoever balances its load; fails when it does not listen. */
    public HttpResponse<String> readiness() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return Person.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** From now on no file that it writes gets larger than this: writing on fails, as on a disk that is worn out. */
    public void limitFiles(long bytes) {
        limitFiles(Long.toString(bytes));
    }

    public void unlimitFiles() {
        limitFiles("unlimited");
    }

    private void limitFiles(String limit) {
        Programs.Result set = Programs.run(
                Duration.ofSeconds(20), Map.of(), "prlimit", "--pid", Long.toString(pid()), "--fsize=" + limit + ":");
        if (!set.succeeded()) {
            throw new IllegalStateException(set.output());
        }
    }

    /** SIGKILL, at whatever the server is doing. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM; returns when the server has ended in good order. */
    public void stop() {
        process.stop(GRACE);
    }

    /** SIGTERM; the server is still ending when this returns. */
    public void terminate() {
        process.terminate();
    }

    /** Returns when the server has ended after {@link #terminate()}. */
    public void awaitEnd() {
        try {
            process.awaitEnd(GRACE);
        } finally {
            process.kill();
        }
    }

    /** Starts again after {@link #kill()} or {@link #stop()}, on the same port, data and database. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException(process + " still runs");
        }
        process = launch();
    }

    /** The end of the server's log, for the message of a failure. */
    public String logTail() {
        return process.logTail();
    }

    @Override
    public void close() {
        AtExit.forget(this);
        process.kill();
        temporary.close();
    }

    /** What an earlier run left. */
    private static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildProcess launch() {
        ChildProcess launched =
                ChildProcess.start(setup.label, setup.command(temporary.path()), setup.environment(port), log);
        try {
            Awaitility.await("Parley is ready")
                    .atMost(START)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> isReady(launched));
            return launched;
        } catch (ConditionTimeoutException | IllegalStateException e) {
            launched.kill();
            throw new IllegalStateException("Parley did not start, see " + log + ":\n" + launched.logTail(), e);
        }
    }

    private boolean isReady(ChildProcess launched) throws InterruptedException {
        if (!launched.isAlive()) {
            throw new IllegalStateException(launched + " ended");
        }
        try {
            HttpResponse<String> response = readiness();
            return response.statusCode() == 200 && response.body().contains("\"UP\"");
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    /** What a server is started with. */
    public static final class Setup {

        private static final List<String> USUAL_FLAGS = List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED");

        private final FreshDatabase database;
        private final Map<String, String> extra = new HashMap<>();
        private final List<String> jvmFlags = new ArrayList<>(USUAL_FLAGS);
        private @Nullable String mainClass;
        private String label = "parley";

        private Setup(FreshDatabase database) {
            this.database = database;
            extra.put("PARLEY_ADMIN_USERNAME", ADMINISTRATOR);
            extra.put("PARLEY_ADMIN_PASSWORD", Person.PASSWORD);
            extra.put("PARLEY_STOP_NOTICE", "0s");
        }

        /** Adds an environment variable. */
        public Setup with(String variable, String value) {
            extra.put(variable, value);
            return this;
        }

        /** No administrator: the server waits for its first run. */
        public Setup empty() {
            extra.remove("PARLEY_ADMIN_USERNAME");
            extra.remove("PARLEY_ADMIN_PASSWORD");
            return this;
        }

        /** All rate limits off. */
        public Setup unlimited() {
            return with("PARLEY_LIMITS_ENABLED", "false");
        }

        /** Runs this class from the tests' class path instead of the packaged application. */
        public Setup main(Class<?> main) {
            mainClass = main.getName();
            return this;
        }

        /** Replaces the flags, which favour a quick start over speed later. */
        public Setup jvm(String... flags) {
            jvmFlags.clear();
            jvmFlags.addAll(List.of(flags));
            return this;
        }

        /** A word for the log's file name. */
        public Setup label(String word) {
            label = word;
            return this;
        }

        /** Starts the server and returns when it is ready. */
        public ParleyServer start() {
            return AtExit.close(new ParleyServer(this));
        }

        /** Starts a server that does not get far, and gives what it said. */
        public String startInVain() {
            Path log = LOGS.resolve(label + "-" + NUMBER.incrementAndGet() + ".log");
            delete(log);
            try (ScratchDirectory temporary = ScratchDirectory.create("server");
                    ChildProcess process = ChildProcess.start(
                            label, command(temporary.path()), environment(Programs.freePort()), log)) {
                process.awaitEnd(START);
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Starts the server and kills it as soon as this holds; fails if it is ready before. Asked again and again without a pause.
         */
        public void killWhileItStarts(Callable<Boolean> now) {
            int port = Programs.freePort();
            Path log = LOGS.resolve(label + "-" + NUMBER.incrementAndGet() + ".log");
            delete(log);
            try (ScratchDirectory temporary = ScratchDirectory.create("server");
                    ChildProcess process =
                            ChildProcess.start(label, command(temporary.path()), environment(port), log)) {
                Awaitility.await("the instant to kill")
                        .atMost(START)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException(process + " ended:\n" + process.logTail());
                            }
                            return now.call();
                        });
                process.kill();
                if (process.logTail().contains("Parley is ready")) {
                    throw new IllegalStateException(process + " was ready before");
                }
            }
        }

        /** A killed server leaves its temporary files, so it gets a directory for them that we can remove. */
        private List<String> command(Path temporary) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmFlags);
            command.add("-Djava.io.tmpdir=" + temporary);
            String jar = System.getProperty("parley.jar");
            if (jar != null && mainClass == null) {
                command.addAll(PackagedServer.options(Path.of(jar), USUAL_FLAGS, inherited()));
            } else {
                String main = mainClass == null ? "app.parley.ParleyApplication" : mainClass;
                command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
            }
            return command;
        }

        private Map<String, String> environment(int port) {
            Map<String, String> environment = inherited();
            environment.put("PORT", Integer.toString(port));
            environment.putAll(database.environment());
            environment.putAll(extra);
            return environment;
        }

        /** This JVM's environment without what would configure the server behind the test's back. */
        private static Map<String, String> inherited() {
            return System.getenv().entrySet().stream()
                    .filter(variable -> !variable.getKey()
                            .matches("(PARLEY|SPRING|SERVER|LOGGING|MANAGEMENT)_.*|DATABASE_URL|PORT"))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}
