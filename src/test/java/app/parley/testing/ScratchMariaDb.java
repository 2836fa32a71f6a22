package app.parley.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A MariaDB server, or in a {@link MySqlRun} a MySQL server, of our own in a scratch directory on a free port, as durable as
 * production must be ({@code innodb_flush_log_at_trx_commit=1}). It can be killed and restarted on the same port and data.
 */
public final class ScratchMariaDb implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScratchDirectory directory = ScratchDirectory.create("mariadb");
    private final int port = Programs.freePort();
    private final ServerProgram program;
    private ChildProcess process;

    private ScratchMariaDb(ServerProgram program) {
        this.program = program;
        program.initialise(data());
        process = launch();
    }

    /** A server for one test, which may kill it; the caller closes it. */
    public static ScratchMariaDb start() {
        return new ScratchMariaDb(program()
                .orElseThrow(() -> new IllegalStateException(
                        "A crash test needs a server program. Install it with: " + MySqlServers.installLine())));
    }

    /** The server program of this machine, installed if that is possible; empty when it is not. */
    static Optional<ServerProgram> program() {
        return MySqlRun.isOn() ? MySqlProgram.find() : MariaDbProgram.find();
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

    private ChildProcess launch() {
        List<String> command = new ArrayList<>(program.command(data()));
        command.addAll(List.of(
                "--socket=" + directory.path().resolve("socket"),
                "--pid-file=" + directory.path().resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=192M",
                "--max-connections=200"));
        ChildProcess launched = ChildProcess.start(
                program.name(), command, System.getenv(), directory.path().resolve("log"));
        try {
            Awaitility.await(program.name() + " answers").atMost(PATIENCE).until(() -> answers(launched));
        } catch (ConditionTimeoutException | IllegalStateException e) {
            launched.kill();
            throw new IllegalStateException(program.name() + " did not start:\n" + launched.logTail(), e);
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

    @Override
    public String toString() {
        return program.name() + " at 127.0.0.1:" + port;
    }
}
