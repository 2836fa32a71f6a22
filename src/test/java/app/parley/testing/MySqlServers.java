package app.parley.testing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one server of the MySQL family that the tests of this JVM share. Looked for in this order: the variable
 * {@code PARLEY_TEST_MYSQL_URL}, a container engine (real MySQL), {@code mariadbd} on the PATH, its Debian package
 * where we are root; in a {@link MySqlRun} {@link MySqlProgram} instead of the last two. A server that happens to listen on the default port is somebody else's and is left alone.
 */
final class MySqlServers {

    private static @Nullable MySqlServer shared;

    private MySqlServers() {}

    static synchronized MySqlServer shared() {
        if (shared == null) {
            shared = obtain();
        }
        return shared;
    }

    static String installLine() {
        return MySqlRun.isOn() ? MySqlProgram.INSTALL_LINE : MariaDbProgram.INSTALL_LINE;
    }

    private static MySqlServer obtain() {
        MySqlServer server = find();
        if (MySqlRun.isOn() && !server.driver().equals("mysql")) {
            throw new IllegalStateException("These tests are about MySQL, and PARLEY_TEST_MYSQL_URL names a MariaDB");
        }
        return server;
    }

    private static MySqlServer find() {
        String url = System.getenv("PARLEY_TEST_MYSQL_URL");
        if (url != null && !url.isBlank()) {
            return MySqlServer.at(url);
        }
        Optional<DockerMySql> container = DockerMySql.start();
        if (container.isPresent()) {
            return container.get().server();
        }
        if (ScratchMariaDb.program().isPresent()) {
            return AtExit.close(ScratchMariaDb.start()).server();
        }
        throw new IllegalStateException(
                "These tests need a MySQL or MariaDB server. Name one by PARLEY_TEST_MYSQL_URL=mysql://user:password@host:port, "
                        + "start Docker, or install one with: " + installLine());
    }
}
