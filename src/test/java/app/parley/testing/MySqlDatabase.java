package app.parley.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** A database on a {@link MySqlServer}, dropped by {@link #close()}. */
record MySqlDatabase(MySqlServer server, String name, String user, String password) implements AutoCloseable {

    /** The form of hosting providers: {@code mysql://user:password@host:port/database}. */
    String providerUrl() {
        return "mysql://" + encode(user) + ":" + encode(password) + "@" + server.host() + ":" + server.port() + "/"
                + name;
    }

    /** MySQL's driver decodes the parameters of its URL, MariaDB's takes them as they stand. */
    String jdbcUrl() {
        return "jdbc:" + server.driver() + "://" + server.host() + ":" + server.port() + "/" + name + "?user=" + user
                + "&password=" + (server.driver().equals("mysql") ? encode(password) : password);
    }

    Connection connect() throws SQLException {
        return server.connect(name, user, password);
    }

    @Override
    public void close() {
        server.drop(this);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
