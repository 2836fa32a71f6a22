package app.parley.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A MariaDB server of our own in a scratch directory on a free port, as durable as production must be
 * ({@code innodb_flush_log_at_trx_commit=1}). It can be killed and restarted on the same port and data.
 */
public final class ScratchMariaDb implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScratchDirectory directory = ScratchDirectory.create("mariadb");
    private final int port = Programs.freePort();
    private final Path program;
    private ChildProcess process;

    private ScratchMariaDb(Path program) {
        this.program = program;
        initialise();
        process = launch();
    }

    /** A server for one test, which may kill it; the caller closes it. */
    public static ScratchMariaDb start() {
        return new ScratchMariaDb(program()
                .orElseThrow(() -> new IllegalStateException(
                        "A crash test needs a MariaDB server program. Install it with: " + MySqlServers.INSTALL_LINE)));
    }

    /** The server program of this machine, installed if that is possible; empty when it is not. */
    static Optional<Path> program() {
        Optional<Path> present = Programs.find("mariadbd");
        if (present.isPresent() || !Programs.install("mariadb-server")) {
            return present;
        }
        return Programs.find("mariadbd");
    }

    /** Returns a new empty database on this server */
    public FreshDatabase createDatabase() {
        return FreshDatabase.on(server().createDatabase());
    }

    /** Changes a setting of the running server; {@link #restart()} changes it back. */
    public void set(String variable, int value) {
        server().execute("set global " + variable + " = " + value);
    }

    MySqlServer server() {
        return MySqlServer.at("127.0.0.1", port, "root", "");
    }

    /** SIGKILL, at whatever the server is doing. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP: takes connections and says nothing any more. */
    public void freeze() {
        process.signal("STOP");
    }

    /** SIGCONT: goes on after {@link #freeze()}. */
    public void thaw() {
        process.signal("CONT");
    }

    /** Starts again after {@link #kill()}; returns when the server answers. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException(process + " still runs");
        }
        process = launch();
    }

    @Override
    public void close() {
        process.kill(); // the data goes with the directory, so there is nothing to flush
        directory.close();
    }

    private void initialise() {
        Path installer = Programs.find("mariadb-install-db", "mysql_install_db")
                .orElseThrow(() -> new IllegalStateException("mariadbd without mariadb-install-db"));
        List<String> command = new ArrayList<>(List.of(
                installer.toString(),
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--datadir=" + data()));
        command.addAll(user());
        Programs.Result result = Programs.run(PATIENCE, Map.of(), command.toArray(String[]::new));
        if (!result.succeeded()) {
            throw new IllegalStateException("mariadb-install-db failed:\n" + result.output());
        }
    }

    private ChildProcess launch() {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-defaults",
                "--datadir=" + data(),
                "--socket=" + directory.path().resolve("socket"),
                "--pid-file=" + directory.path().resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=192M",
                "--max-connections=200"));
        command.addAll(user());
        ChildProcess launched = ChildProcess.start(
                "mariadbd", command, System.getenv(), directory.path().resolve("log"));
        try {
            Awaitility.await("mariadbd answers").atMost(PATIENCE).until(() -> answers(launched));
        } catch (ConditionTimeoutException | IllegalStateException e) {
            launched.kill();
            throw new IllegalStateException("mariadbd did not start:\n" + launched.logTail(), e);
        }
        return launched;
    }

    private boolean answers(ChildProcess launched) {
        if (!launched.isAlive()) {
            throw new IllegalStateException(launched + " ended");
        }
        try {
            server();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private Path data() {
        return directory.path().resolve("data");
    }

    /** The server refuses to run as root unless it is told so. */
    private static List<String> user() {
        return Programs.runsAsRoot() ? List.of("--user=root") : List.of();
    }

    @Override
    public String toString() {
        return "MariaDB at 127.0.0.1:" + port;
    }
}
