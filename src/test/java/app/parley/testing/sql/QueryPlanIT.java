package app.parley.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryPlanIT {

    private static final int ROWS = 2_000;

    @ParameterizedTest
    @EnumSource
    void aPageByTheKeyReadsAPage(TestDatabase kind) throws SQLException {
        try (FreshDatabase database = kind.fresh();
                Connection connection = filled(database)) {
            QueryPlan plan = QueryPlan.of(
                    connection,
                    new Executed("select * from thing where id < ? order by id desc limit 50", Map.of(1, 1_500L)));

            assertThat(plan.scans()).as("%s", plan).isFalse();
            assertThat(plan.sorts()).as("%s", plan).isFalse();
            plan.rowsRead().ifPresent(rows -> assertThat(rows).isBetween(50L, 60L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageWithoutAnIndexIsFoundOut(TestDatabase kind) throws SQLException {
        try (FreshDatabase database = kind.fresh();
                Connection connection = filled(database)) {
            QueryPlan plan = QueryPlan.of(
                    connection,
                    new Executed(
                            "select * from thing where place < ? order by place desc limit 50", Map.of(1, 1_500L)));

            assertThat(plan.scans()).as("%s", plan).isTrue();
            assertThat(plan.sorts()).as("%s", plan).isTrue();
            plan.rowsRead().ifPresent(rows -> assertThat(rows).isGreaterThanOrEqualTo(ROWS));
        }
    }

    private static Connection filled(FreshDatabase database) throws SQLException {
        Connection connection = database.kind() == TestDatabase.SQLITE
                ? DriverManager.getConnection(
                        "jdbc:sqlite:" + database.dataDirectory().resolve("things.db"))
                : database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table thing (id bigint primary key, place bigint)");
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into thing values (?, ?)")) {
            for (int i = 1; i <= ROWS; i++) {
                insert.setLong(1, i);
                insert.setLong(2, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        return connection;
    }
}
