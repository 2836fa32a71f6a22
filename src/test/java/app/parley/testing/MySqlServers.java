package app.parley.testing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one server of the MySQL family that the tests of this JVM share. Looked for in this order: the variable
 * {@code PARLEY_TEST_MYSQL_URL}, a container engine (real MySQL), {@code mariadbd} on the PATH, its Debian package
 * where we are root. A server that happens to listen on the default port is somebody else's and is left alone.
 */
final class MySqlServers {

    static final String INSTALL_LINE = "apt-get update && apt-get install -y mariadb-server";

    private static @Nullable MySqlServer shared;

    private MySqlServers() {}

    static synchronized MySqlServer shared() {
        if (shared == null) {
            shared = obtain();
        }
        return shared;
    }

    private static MySqlServer obtain() {
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
                        + "start Docker, or install MariaDB with: " + INSTALL_LINE);
    }
}
