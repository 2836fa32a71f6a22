package app.parley.storage;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first question to a MySQL or MariaDB server: whether it is there, lets us in, and what it is. */
final class DatabaseServer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** MariaDB may say {@code 5.5.5-10.11.6-MariaDB}, for the sake of old replicas. */
    private static final Pattern VERSION = Pattern.compile("(?:5\\.5\\.5-(?=\\d))?(\\d+)\\.(\\d+)");

    private static final int ACCESS_DENIED_TO_DATABASE = 1044;
    private static final int ACCESS_DENIED = 1045;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int ACCESS_DENIED_WITHOUT_PASSWORD = 1698;

    private DatabaseServer() {}

    /**
     * @return the address for the driver that fits: a MariaDB server behind a MySQL URL gets MariaDB's own, because through
     *     MySQL's Hibernate takes it for MySQL 5.5
     * @throws UnusableStorage if the server cannot be reached, keeps us out or is too old
     */
    static DatabaseUrl greet(DatabaseUrl url) {
        try (Connection connection = DriverManager.getConnection(url.jdbc(), properties(url));
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select version()")) {
            answer.next();
            String version = answer.getString(1);
            boolean mariaDb = version.toLowerCase(Locale.ROOT).contains("mariadb");
            check(version, mariaDb);
            return mariaDb && url.jdbc().startsWith("jdbc:mysql:")
                    ? new DatabaseUrl(
                            url.jdbc().replaceFirst("jdbc:mysql:", "jdbc:mariadb:"), url.user(), url.password())
                    : url;
        } catch (SQLException e) {
            throw unusable(url, e);
        }
    }

    /** @throws UnusableStorage if nobody has tried Parley with something so old */
    static void check(String version, boolean mariaDb) {
        int[] least = mariaDb ? new int[] {10, 11} : new int[] {8, 4};
        Matcher numbers = VERSION.matcher(version);
        if (numbers.lookingAt()
                && Arrays.compare(
                                new int[] {Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))},
                                least)
                        < 0) {
            String name = mariaDb ? "MariaDB" : "MySQL";
            throw new UnusableStorage(
                    "The database of DATABASE_URL is %s %s, which is too old.".formatted(name, version),
                    "Parley needs %s %d.%d or newer.".formatted(name, least[0], least[1]));
        }
    }

    private static Properties properties(DatabaseUrl url) {
        var properties = new Properties();
        if (url.user() != null) {
            properties.setProperty("user", url.user());
        }
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        properties.setProperty("connectTimeout", Long.toString(PATIENCE.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(PATIENCE.toMillis()));
        return properties;
    }

    private static UnusableStorage unusable(DatabaseUrl url, SQLException e) {
        return switch (e.getErrorCode()) {
            case ACCESS_DENIED, ACCESS_DENIED_WITHOUT_PASSWORD ->
                new UnusableStorage(
                        "The database %s does not let Parley in: the user or the password of DATABASE_URL is wrong."
                                .formatted(url),
                        "Correct them; characters other than letters and digits are written as %40 for @, and so on.");
            case ACCESS_DENIED_TO_DATABASE ->
                new UnusableStorage(
                        "The user of DATABASE_URL has no rights in the database %s.".formatted(url),
                        "Create that database, if it is missing, and grant the user all rights in it.");
            case UNKNOWN_DATABASE ->
                new UnusableStorage(
                        "The server has no database of the name at the end of %s.".formatted(url),
                        "Create it: create database … character set utf8mb4; and grant the user of DATABASE_URL all rights in it.");
            default ->
                new UnusableStorage(
                        "The database %s does not answer: %s.".formatted(url, reason(e)),
                        "Start it, or correct DATABASE_URL; Parley does not wait for a database when it starts.");
        };
    }

    private static String reason(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return "nobody knows a host of this name";
                }
                case SocketTimeoutException _ -> {
                    return "it is silent";
                }
                case ConnectException _, NoRouteToHostException _ -> {
                    return "nothing listens there";
                }
                default -> {}
            }
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
