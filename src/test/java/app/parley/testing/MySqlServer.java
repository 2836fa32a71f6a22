package app.parley.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a MySQL or MariaDB server answers, and an account on it that may create databases and users.
 *
 * @param driver {@code mariadb} or {@code mysql}: the JDBC driver that belongs to the server, which is also the word in
 *     its JDBC URLs
 */
record MySqlServer(String host, int port, String user, String password, String driver) {

    /**
     * Reads {@code mysql://user:password@host:port}, {@code jdbc:mariadb://host:port/?user=…&password=…} or the same with
     * {@code jdbc:mysql}, and asks the server which of the two it is.
     */
    static MySqlServer at(String url) {
        URI uri = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        String user = "root";
        String password = "";
        if (uri.getUserInfo() != null) {
            String[] parts = uri.getUserInfo().split(":", 2);
            user = parts[0];
            password = parts.length > 1 ? parts[1] : "";
        }
        for (String parameter :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
            user = parts[0].equals("user") ? value : user;
            password = parts[0].equals("password") ? value : password;
        }
        return at(uri.getHost(), uri.getPort() < 0 ? 3306 : uri.getPort(), user, password);
    }

    static MySqlServer at(String host, int port, String user, String password) {
        MySqlServer unknown = new MySqlServer(host, port, user, password, "mariadb");
        try (Connection connection = unknown.connect();
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("select version()")) {
            version.next();
            String driver = version.getString(1).contains("MariaDB") ? "mariadb" : "mysql";
            return new MySqlServer(host, port, user, password, driver);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "No MySQL or MariaDB server answers " + user + " at " + host + ":" + port, e);
        }
    }

    /** A new empty database with a user of its own who may do anything in it and nothing elsewhere. */
    MySqlDatabase createDatabase() {
        String name = "parley_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        // A password that is mangled unless the application decodes its URL.
        String secret = "p@ss:w/rd?"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        // With the server's defaults, whatever they are: our tables say what they need.
        execute("create database " + name);
        execute("create user '" + name.substring(0, 20) + "'@'%' identified by '" + secret + "'");
        execute("grant all on " + name + ".* to '" + name.substring(0, 20) + "'@'%'");
        return new MySqlDatabase(this, name, name.substring(0, 20), secret);
    }

    void drop(MySqlDatabase database) {
        execute("drop database if exists " + database.name());
        execute("drop user if exists '" + database.user() + "'@'%'");
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return connect("", user, password);
    }

    Connection connect(String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("allowPublicKeyRetrieval", "true");
        return DriverManager.getConnection("jdbc:" + driver + "://" + host + ":" + port + "/" + database, properties);
    }
}
