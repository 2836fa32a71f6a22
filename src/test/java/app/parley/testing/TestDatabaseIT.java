package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabaseIT {

    @ParameterizedTest
    @EnumSource
    void everyFreshDatabaseIsEmptyAndItsOwn(TestDatabase kind) throws SQLException {
        try (FreshDatabase one = prepared(kind);
                FreshDatabase other = prepared(kind)) {
            run(one, "create table thing (id bigint primary key)");
            run(other, "create table thing (id bigint primary key)");
            run(one, "insert into thing values (1)");

            assertThat(count(one)).isEqualTo(1);
            assertThat(count(other)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedDatabaseLeavesNothing(TestDatabase kind) throws SQLException {
        FreshDatabase database = prepared(kind);
        run(database, "create table thing (id bigint primary key)");

        database.close();

        assertThat(database.dataDirectory()).doesNotExist();
        assertThatThrownBy(database::connect).isInstanceOfAny(SQLException.class, RuntimeException.class);
    }

    @Test
    void aKilledServerComesBackWithWhatWasCommitted() throws SQLException {
        try (ScratchMariaDb server = ScratchMariaDb.start();
                FreshDatabase database = server.createDatabase()) {
            run(database, "create table thing (id bigint primary key)");
            run(database, "insert into thing values (1)");

            server.kill();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.restart();

            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void theUrlOfAServerIsUnderstoodInEveryForm() throws SQLException {
        try (ScratchMariaDb scratch = ScratchMariaDb.start();
                FreshDatabase database = scratch.createDatabase()) {
            MySqlServer server = scratch.server();
            String address = server.host() + ":" + server.port();

            assertThat(MySqlServer.at("mysql://root:@" + address)).isEqualTo(server);
            assertThat(MySqlServer.at("jdbc:mysql://" + address + "/?user=root&password="))
                    .isEqualTo(server);
            try (Connection connection =
                    DriverManager.getConnection(database.jdbcUrl().orElseThrow())) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    /** SQLite's file is the application's to make; here the test does it. */
    private static FreshDatabase prepared(TestDatabase kind) throws SQLException {
        FreshDatabase database = kind.fresh();
        if (kind == TestDatabase.SQLITE) {
            assertThat(Files.exists(database.dataDirectory())).isTrue();
            String url = "jdbc:sqlite:" + database.dataDirectory().resolve("any-name.db");
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("pragma user_version = 1");
            }
        }
        return database;
    }

    private static void run(FreshDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(FreshDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from thing")) {
            result.next();
            return result.getLong(1);
        }
    }
}
