package app.parley.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
     * @throws UnusableStorage if the setting names no database that Parley knows
     */
    static DatabaseUrl of(String setting, Path dataDirectory) {
        if (setting.isBlank()) {
            return new DatabaseUrl("jdbc:sqlite:" + dataDirectory.resolve("parley.db"), null, null);
        } else if (setting.startsWith("jdbc:")) {
            return new DatabaseUrl(setting, null, null).checked();
        } else {
            return ofUri(parsed(setting)).checked();
        }
    }

    boolean isSqlite() {
        return jdbc.startsWith("jdbc:sqlite:");
    }

    /** The folder of the vendor's migrations: {@code sqlite} or {@code mysql}. */
    String vendor() {
        return isSqlite() ? "sqlite" : "mysql";
    }

    /** The file of SQLite; asked only where it {@linkplain #isSqlite() is}. */
    Path file() {
        return Path.of(jdbc.replaceFirst("^jdbc:sqlite:(file:)?", "").replaceFirst("\\?.*", ""));
    }

    /** Without the password: for logs. */
    @Override
    public String toString() {
        return jdbc.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }

    /** By hand, because {@link URI} knows no host with an underscore, as container names have them. */
    private static DatabaseUrl ofUri(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        String server = authority.substring(authority.lastIndexOf('@') + 1);
        String name = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (server.isEmpty() || name.length() < 2) {
            throw refused("names no host or no database");
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String jdbc = "jdbc:" + uri.getScheme() + "://" + (server.matches(".*:\\d+") ? server : server + ":3306") + name
                + query;
        if (server.length() == authority.length()) {
            return new DatabaseUrl(jdbc, null, null);
        }
        String[] credentials =
                authority.substring(0, authority.lastIndexOf('@')).split(":", 2);
        return new DatabaseUrl(jdbc, decoded(credentials[0]), credentials.length == 1 ? null : decoded(credentials[1]));
    }

    /** What cannot be read may be a password, and is not said. */
    private static URI parsed(String setting) {
        try {
            return new URI(setting);
        } catch (URISyntaxException _) {
            throw refused("cannot be read");
        }
    }

    private static UnusableStorage refused(String problem) {
        return new UnusableStorage(
                "DATABASE_URL " + problem + ".",
                "Write mysql://user:password@host:port/name or mariadb://…, with other characters than letters and digits in"
                        + " user and password as %40 for @, and so on; or a jdbc: URL of MySQL, MariaDB or SQLite.");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private DatabaseUrl checked() {
        if (jdbc.matches("jdbc:(sqlite|mysql|mariadb):.+")) {
            return this;
        }
        throw refused("is not the address of a database that Parley knows");
    }
}
