package app.parley.testing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A real MySQL server in a container, by the {@code docker} command; removed with its data by {@link #close()}. */
final class DockerMySql implements AutoCloseable {

    private static final String IMAGE = "mysql:8.4";
    private static final String PASSWORD = "parley-test";
    private static final Duration QUICK = Duration.ofSeconds(10);
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);
    private static final Duration START = Duration.ofMinutes(2);

    private final String container;
    private final MySqlServer server;

    private DockerMySql(String container) {
        this.container = container;
        Reaper.watch("container:" + container, "docker rm --force --volumes " + container);
        this.server = awaitServer();
    }

    /** Empty when no container engine answers here, or when it cannot obtain the image. */
    static Optional<DockerMySql> start() {
        if (!docker(QUICK, "version", "--format", "{{.Server.Version}}").succeeded()) {
            return Optional.empty();
        }
        Programs.Result run = docker(
                DOWNLOAD,
                "run",
                "--detach",
                "--quiet",
                "--rm",
                "--publish=127.0.0.1::3306",
                "--env=MYSQL_ROOT_PASSWORD=" + PASSWORD,
                "--env=MYSQL_ROOT_HOST=%",
                IMAGE);
        if (!run.succeeded()) {
            System.err.println("Docker could not run " + IMAGE + ": " + run.output());
            return Optional.empty();
        }
        return Optional.of(
                AtExit.close(new DockerMySql(run.output().lines().toList().getLast())));
    }

    MySqlServer server() {
        return server;
    }

    @Override
    public void close() {
        AtExit.forget(this);
        Reaper.forget("container:" + container);
        docker(START, "rm", "--force", "--volumes", container);
    }

    private MySqlServer awaitServer() {
        try {
            String published = docker(QUICK, "port", container, "3306/tcp").output();
            int port =
                    Integer.parseInt(published.lines().findFirst().orElseThrow().replaceFirst(".*:", ""));
            // The image starts the server once without network to prepare it, so an answer over TCP is the real one.
            return Awaitility.await("MySQL in a container answers")
                    .atMost(START)
                    .ignoreExceptions()
                    .until(() -> MySqlServer.at("127.0.0.1", port, "root", PASSWORD), found -> true);
        } catch (ConditionTimeoutException e) {
            String log = docker(QUICK, "logs", container).output();
            close();
            throw new IllegalStateException("MySQL in a container did not start:\n" + log, e);
        }
    }

    private static Programs.Result docker(Duration patience, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "docker";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Programs.run(patience, Map.of(), command);
    }
}
