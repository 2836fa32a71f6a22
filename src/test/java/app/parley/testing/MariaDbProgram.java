package app.parley.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code mariadbd} on the PATH, or its Debian package where we are root. */
record MariaDbProgram(Path program) implements ServerProgram {

    static final String INSTALL_LINE = "apt-get update && apt-get install -y mariadb-server";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Empty when it is not there and cannot be installed. */
    static Optional<ServerProgram> find() {
        Optional<Path> present = Programs.find("mariadbd");
        if (present.isEmpty() && Programs.install("mariadb-server")) {
            present = Programs.find("mariadbd");
        }
        return present.map(MariaDbProgram::new);
    }

    @Override
    public String name() {
        return "mariadbd";
    }

    @Override
    public void initialise(Path data) {
        Path installer = Programs.find("mariadb-install-db", "mysql_install_db")
                .orElseThrow(() -> new IllegalStateException("mariadbd without mariadb-install-db"));
        List<String> command = new ArrayList<>(List.of(
                installer.toString(),
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--datadir=" + data));
        command.addAll(ServerProgram.user());
        Programs.Result result = Programs.run(PATIENCE, Map.of(), command.toArray(String[]::new));
        if (!result.succeeded()) {
            throw new IllegalStateException("mariadb-install-db failed:\n" + result.output());
        }
    }

    @Override
    public List<String> command(Path data) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--no-defaults", "--datadir=" + data));
        command.addAll(ServerProgram.user());
        return command;
    }
}
