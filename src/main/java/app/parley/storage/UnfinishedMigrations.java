package app.parley.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.exception.FlywayBlockStatementExecutionException;

/**
 * Goes on with a migration in whose middle the program, its machine or the database was killed. On MySQL and MariaDB what it
 * had done stays, and Flyway begins it anew: so what is there already is passed over.
 *
 * <p>What is there is ours: Flyway makes its history in an empty schema only. Nothing is dropped to begin again.
 */
final class UnfinishedMigrations extends BaseCallback {

    /** The first migrations fill tables that they have made, each by one statement. Newer ones repeat themselves. */
    private static final Pattern FIRST_ROWS = Pattern.compile(
            "(?:\\s|--[^\\n]*\\n)*insert into (sign_up|first_run|receipt|notification_cursor)\\b.*", Pattern.DOTALL);

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE_STATEMENT;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        String sql = context.getStatement().getSql();
        try {
            if (isDone(sql, context.getConnection())) {
                throw new FlywayBlockStatementExecutionException(
                        new ErrorDetails(CoreErrorCode.ERROR, sql), "it was done before");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isDone(String sql, Connection database) throws SQLException {
        Optional<SchemaStep> step = SchemaStep.of(sql);
        if (step.isPresent()) {
            return step.get().isDone(database);
        }
        Matcher rows = FIRST_ROWS.matcher(sql);
        return rows.matches() && hasRows(rows.group(1), database);
    }

    private static boolean hasRows(String table, Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet first = statement.executeQuery("select 1 from " + table + " limit 1")) {
            return first.next();
        }
    }
}
