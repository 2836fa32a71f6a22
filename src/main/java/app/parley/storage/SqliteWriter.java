package app.parley.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of the one connection that writes to SQLite. It holds the file, and closes last, when nobody reads any more: then
 * everything moves from the log into the database, so that this one file is all there is.
 */
final class SqliteWriter extends HikariDataSource {

    private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);

    private final SqliteFile file;

    private SqliteWriter(HikariConfig pool, SqliteFile file) {
        super(pool);
        this.file = file;
    }

    /**
     * Looks at the file and opens it.
     *
     * @throws UnusableStorage if it cannot be used, for a reason to be told
     */
    static SqliteWriter open(DatabaseUrl url, Path dataDirectory) {
        HikariConfig pool = SqlitePools.writer(url);
        SqliteFile file = SqliteFile.open(url.file(), dataDirectory);
        try {
            SqliteCheck.run(url, pool.getDataSourceProperties(), file);
            return new SqliteWriter(pool, file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (isClosed()) {
            return;
        }
        try {
            moveLogIntoDatabase();
        } finally {
            super.close();
            file.keep();
            file.close();
        }
    }

    private void moveLogIntoDatabase() {
        try (Connection connection = getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
            if (result.next() && result.getInt(1) != 0) {
                log.warn("Another program reads {}: copy the files -wal and -shm with it", file);
            }
        } catch (SQLException e) {
            log.warn(
                    "{} could not be brought up to date; copy the files -wal and -shm with it: {}",
                    file,
                    e.getMessage());
        }
    }
}
