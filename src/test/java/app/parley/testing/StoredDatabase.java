package app.parley.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What an earlier program left: {@code src/test/resources/stored} holds a copy for each family of databases, made by running
 * that commit. None of them is ever edited.
 */
public final class StoredDatabase {

    private StoredDatabase() {}

    /** Fills an empty database with what the program of this commit left. */
    public static void load(String commit, FreshDatabase database) throws SQLException {
        boolean sqlite = database.kind() == TestDatabase.SQLITE;
        try (Connection connection = sqlite
                        ? DriverManager.getConnection(
                                "jdbc:sqlite:" + database.dataDirectory().resolve("parley.db"))
                        : database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sqlite ? "pragma foreign_keys = off" : "set foreign_key_checks = 0");
            for (String sql : read("/stored/" + commit + (sqlite ? ".sqlite.sql" : ".mysql.sql"))
                    .split(";\n")) {
                statement.execute(sql);
            }
        }
    }

    private static String read(String resource) {
        try (InputStream content = StoredDatabase.class.getResourceAsStream(resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
