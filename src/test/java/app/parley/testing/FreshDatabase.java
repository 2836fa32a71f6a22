package app.parley.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An empty database together with an empty data directory: everything that one installation of Parley writes to.
 * {@link #close()} removes both.
 */
public final class FreshDatabase implements AutoCloseable {

    private static final byte[] SQLITE_HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final ScratchDirectory data = ScratchDirectory.create("data");
    private final @Nullable MySqlDatabase server;

    private FreshDatabase(@Nullable MySqlDatabase server) {
        this.server = server;
    }

    static FreshDatabase embedded() {
        return new FreshDatabase(null);
    }

    static FreshDatabase on(MySqlDatabase database) {
        return new FreshDatabase(database);
    }

    public TestDatabase kind() {
        return server == null ? TestDatabase.SQLITE : TestDatabase.MARIADB;
    }

    public Path dataDirectory() {
        return data.path();
    }

    /** {@code jdbc:…} URL with the credentials; empty for the embedded database, which needs none. */
    public Optional<String> jdbcUrl() {
        return Optional.ofNullable(server).map(MySqlDatabase::jdbcUrl);
    }

    /** {@code mysql://user:password@host:port/name}; empty for the embedded database. */
    public Optional<String> providerUrl() {
        return Optional.ofNullable(server).map(MySqlDatabase::providerUrl);
    }

    /**
     * What the application must be told to use this database: its environment variables. The same names are properties
     * for an application context inside the test, by {@code @DynamicPropertySource}.
     */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PARLEY_DATA_DIR", dataDirectory().toString());
        jdbcUrl().ifPresent(url -> environment.put("DATABASE_URL", url));
        return environment;
    }

    /**
     * A plain connection beside the application, to audit by SQL. Auto-commit is on.
     *
     * @throws IllegalStateException if the application has not made its SQLite file yet
     */
    public Connection connect() throws SQLException {
        if (server != null) {
            return server.connect();
        }
        return DriverManager.getConnection("jdbc:sqlite:" + sqliteFile() + "?busy_timeout=10000");
    }

    /** The application is free to choose the name of its file, so it is recognised by its content. */
    private Path sqliteFile() {
        try (Stream<Path> files = Files.walk(dataDirectory(), 3)) {
            return files.filter(FreshDatabase::isSqlite)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No SQLite file under " + dataDirectory()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSqlite(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return Arrays.equals(content.readNBytes(SQLITE_HEADER.length), SQLITE_HEADER);
        } catch (IOException e) {
            return false; // a temporary file that went meanwhile
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        data.close();
    }

    @Override
    public String toString() {
        return kind() + " with data in " + dataDirectory();
    }
}
