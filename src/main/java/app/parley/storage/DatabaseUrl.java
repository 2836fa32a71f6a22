package app.parley.storage;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, as JDBC wants to hear it.
 *
 * @param jdbc a {@code jdbc:sqlite:}, {@code jdbc:mysql:} or {@code jdbc:mariadb:} URL
 * @param user the user name, or null when the URL or the database needs none
 * @param password the password, or null
 */
record DatabaseUrl(
        String jdbc, @Nullable String user, @Nullable String password) {

    /**
     * Reads the operator's setting.
     *
     * @param setting {@code mysql://user:password@host:port/name}, {@code mariadb://…}, a {@code jdbc:} URL of SQLite,
     *     MySQL or MariaDB, or empty for the embedded database
     * @param dataDirectory where the embedded database lives
     * @throws IllegalArgumentException if the setting names no database that Parley knows
     */
    static DatabaseUrl of(String setting, Path dataDirectory) {
        if (setting.isBlank()) {
            return new DatabaseUrl("jdbc:sqlite:" + dataDirectory.resolve("parley.db"), null, null);
        } else if (setting.startsWith("jdbc:")) {
            return new DatabaseUrl(setting, null, null).checked();
        } else {
            return ofUri(URI.create(setting)).checked();
        }
    }

    boolean isSqlite() {
        return jdbc.startsWith("jdbc:sqlite:");
    }

    /** The folder of the vendor's migrations: {@code sqlite} or {@code mysql}. */
    String vendor() {
        return isSqlite() ? "sqlite" : "mysql";
    }

    /**
     * Asks a {@code jdbc:mysql:} server what it is. A MariaDB server behind a MySQL URL gets MariaDB's own driver: through
     * MySQL's, Hibernate takes it for MySQL 5.5.
     *
     * @throws IllegalStateException if the server cannot be reached
     */
    DatabaseUrl forItsServer() {
        if (!jdbc.startsWith("jdbc:mysql:")) {
            return this;
        }
        try (var connection = DriverManager.getConnection(jdbc, user, password);
                var statement = connection.createStatement();
                var version = statement.executeQuery("select version()")) {
            version.next();
            boolean mariaDb = version.getString(1).toLowerCase(Locale.ROOT).contains("mariadb");
            return mariaDb ? new DatabaseUrl(jdbc.replaceFirst("jdbc:mysql:", "jdbc:mariadb:"), user, password) : this;
        } catch (SQLException e) {
            throw new IllegalStateException("The database of DATABASE_URL does not answer: " + e.getMessage(), e);
        }
    }

    /** Without the password: for logs. */
    @Override
    public String toString() {
        return jdbc.replaceFirst("\\?.*", "");
    }

    private static DatabaseUrl ofUri(URI uri) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String jdbc = "jdbc:" + uri.getScheme() + "://" + uri.getHost() + ":"
                + (uri.getPort() < 0 ? 3306 : uri.getPort()) + uri.getRawPath() + query;
        String userInfo = uri.getRawUserInfo();
        if (userInfo == null) {
            return new DatabaseUrl(jdbc, null, null);
        }
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new DatabaseUrl(jdbc, decoded(userInfo), null)
                : new DatabaseUrl(jdbc, decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private DatabaseUrl checked() {
        if (jdbc.matches("jdbc:(sqlite|mysql|mariadb):.+")) {
            return this;
        }
        throw new IllegalArgumentException(
                "DATABASE_URL must begin with mysql://, mariadb://, jdbc:mysql:, jdbc:mariadb: or jdbc:sqlite:");
    }
}
