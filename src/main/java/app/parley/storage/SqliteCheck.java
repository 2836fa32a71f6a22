package app.parley.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Looks through the database before anything is written to it, for as long as a start may take: two hundred megabytes are read
 * in about a second.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_quick_check">SQLite, quick_check</a>
 */
final class SqliteCheck {

    private static final Logger log = LoggerFactory.getLogger(SqliteCheck.class);

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private SqliteCheck() {}

    /** @throws UnusableStorage if the database is damaged or cannot be opened */
    static void run(DatabaseUrl url, Properties settings, SqliteFile file) {
        try (Connection connection = DriverManager.getConnection(url.jdbc(), settings);
                Statement statement = connection.createStatement()) {
            check(statement, file);
        } catch (SQLException e) {
            throw unusable(file, e);
        }
    }

    private static void check(Statement statement, SqliteFile file) throws SQLException {
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                () -> cancel(statement), CompletableFuture.delayedExecutor(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        try (ResultSet result = statement.executeQuery("pragma quick_check(1)")) {
            result.next();
            if (!result.getString(1).equals("ok")) {
                throw damaged(file, result.getString(1));
            }
        } catch (SQLException e) {
            if (!is(e, SQLiteErrorCode.SQLITE_INTERRUPT)) {
                throw e;
            }
            log.info("{} is so large that only a part of it was checked; pragma quick_check does all of it", file);
        } finally {
            limit.cancel(false);
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            log.debug("The check had ended", e);
        }
    }

    private static UnusableStorage unusable(SqliteFile file, SQLException e) {
        if (is(e, SQLiteErrorCode.SQLITE_CORRUPT) || is(e, SQLiteErrorCode.SQLITE_NOTADB)) {
            return damaged(file, String.valueOf(e.getMessage()));
        }
        return new UnusableStorage(
                "%s cannot be opened: %s.".formatted(file, e.getMessage()),
                "Let it and its directory belong to the user that Parley runs as, on a disk that is not read-only or full;"
                        + " and let no other program hold it.");
    }

    private static UnusableStorage damaged(SqliteFile file, String finding) {
        return new UnusableStorage(
                "%s is damaged: %s."
                        .formatted(
                                file, finding.lines().reduce((_, last) -> last).orElse("")),
                SqliteFile.RESTORE);
    }

    private static boolean is(SQLException e, SQLiteErrorCode code) {
        return (e.getErrorCode() & 0xFF) == code.code
                || (e instanceof SQLiteException sqlite && (sqlite.getResultCode().code & 0xFF) == code.code);
    }
}
