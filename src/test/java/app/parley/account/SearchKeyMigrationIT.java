package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;

/** Whoever was here before people could be found by typing is found like everybody else. */
@OnBothDatabases
class SearchKeyMigrationIT {

    private final TestDatabase family;

    SearchKeyMigrationIT(TestDatabase family) {
        this.family = family;
    }

    @Test
    void thoseWhoWereHereBeforeGetTheirKeys() throws SQLException {
        try (FreshDatabase database = family.fresh()) {
            try (ParleyServer server = ParleyServer.on(database).start()) {
                Person.newMember(server.uri(), "Zoë Ångström");
            }
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                var before = keys(statement);
                statement.execute("delete from search_key");

                new SearchKeyMigration().migrate(context(connection));
                // As after a kill between the rows and the note that they are there.
                new SearchKeyMigration().migrate(context(connection));

                assertThat(keys(statement)).isEqualTo(before).contains("zoe angstrom", "angstrom");
            }
        }
    }

    private static Set<String> keys(Statement statement) throws SQLException {
        var keys = new TreeSet<String>();
        try (ResultSet rows = statement.executeQuery("select search_key from search_key")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    private static Context context(Connection connection) {
        return new Context() {
            @Override
            public Configuration getConfiguration() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Connection getConnection() {
                return connection;
            }
        };
    }
}
