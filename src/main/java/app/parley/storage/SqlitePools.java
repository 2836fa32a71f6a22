package app.parley.storage;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * SQLite as a durable store: write-ahead log, one fsync per commit, one writer, many readers.
 *
 * <p>The writer begins {@code IMMEDIATE}: a transaction that began as a reader and then wants to write is refused by SQLite
 * when another one wrote in between, and no time-out helps.
 */
final class SqlitePools {

    private static final Duration BUSY = Duration.ofSeconds(5);

    private SqlitePools() {}

    static HikariConfig writer(DatabaseUrl url) {
        SQLiteConfig sqlite = settings();
        sqlite.setTransactionMode(TransactionMode.IMMEDIATE);
        HikariConfig pool = pool(url, sqlite.toProperties());
        pool.setPoolName("write");
        pool.setMaximumPoolSize(1);
        return pool;
    }

    static HikariConfig reader(DatabaseUrl url) {
        HikariConfig pool = pool(url, settings().toProperties());
        pool.setPoolName("read");
        pool.setMaximumPoolSize(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
        pool.setConnectionInitSql("pragma query_only = on");
        return pool;
    }

    private static SQLiteConfig settings() {
        var sqlite = new SQLiteConfig();
        sqlite.setJournalMode(JournalMode.WAL);
        sqlite.setSynchronous(SynchronousMode.FULL);
        sqlite.enforceForeignKeys(true);
        sqlite.setBusyTimeout((int) BUSY.toMillis());
        return sqlite;
    }

    private static HikariConfig pool(DatabaseUrl url, Properties settings) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url.jdbc());
        pool.setDataSourceProperties(settings);
        pool.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        pool.setMaxLifetime(0);
        pool.setExceptionOverride(new SqliteEviction());
        return pool;
    }
}
