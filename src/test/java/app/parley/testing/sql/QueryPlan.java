package app.parley.testing.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How a database carries out a query.
 *
 * @param steps the database's own words, one line per table or step
 * @param rowsRead how many rows the server touched to answer, index entries included; empty on SQLite, which does not say
 */
public record QueryPlan(List<String> steps, OptionalLong rowsRead) {

    /** An index entry that is looked at only to be passed over counts apart from those that are read. */
    private static final String HANDLER_READS = "show session status where variable_name like 'Handler_read%'"
            + " or variable_name = 'Handler_icp_attempts'";

    /** Asks for the plan of a query and, where the server counts rows, runs it. */
    public static QueryPlan of(Connection database, Executed query) throws SQLException {
        boolean sqlite = database.getMetaData()
                .getDatabaseProductName()
                .toLowerCase(Locale.ROOT)
                .contains("sqlite");
        List<String> steps = rows(
                database,
                (sqlite ? "explain query plan " : "explain format=traditional ") + query.sql(),
                query.parameters());
        return new QueryPlan(steps, sqlite ? OptionalLong.empty() : OptionalLong.of(rowsRead(database, query)));
    }

    /** Whether a whole table or a whole index is read. */
    public boolean scans() {
        return steps.stream()
                .anyMatch(step -> step.matches(
                        "(?s).*\\bSCAN (?!CONSTANT ROW|counted).*|(?!.*table=<derived).*\\btype=(ALL|index)\\b.*"));
    }

    /** Whether the result is sorted or collected in a temporary place instead of being read in the order of an index. */
    public boolean sorts() {
        return steps.stream().anyMatch(step -> step.matches("(?s).*TEMP B-TREE.*|.*Using (filesort|temporary).*"));
    }

    private static long rowsRead(Connection database, Executed query) throws SQLException {
        long before = handlerReads(database);
        rows(database, query.sql(), query.parameters());
        return handlerReads(database) - before - readsOfAsking(database);
    }

    /** SHOW STATUS itself reads rows, always the same number. */
    private static long readsOfAsking(Connection database) throws SQLException {
        long before = handlerReads(database);
        return handlerReads(database) - before;
    }

    private static long handlerReads(Connection database) throws SQLException {
        long sum = 0;
        try (Statement statement = database.createStatement();
                ResultSet status = statement.executeQuery(HANDLER_READS)) {
            while (status.next()) {
                sum += status.getLong(2);
            }
        }
        return sum;
    }

    private static List<String> rows(Connection database, String sql, Map<Integer, @Nullable Object> parameters)
            throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (Map.Entry<Integer, @Nullable Object> parameter : parameters.entrySet()) {
                statement.setObject(parameter.getKey(), parameter.getValue());
            }
            try (ResultSet result = statement.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return rows;
            }
        }
    }

    private static String row(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        StringJoiner row = new StringJoiner(" ");
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            row.add(columns.getColumnLabel(column) + "=" + result.getString(column));
        }
        return row.toString();
    }
}
