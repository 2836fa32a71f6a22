package app.parley.storage;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * The pool of MySQL and MariaDB.
 *
 * <p>{@code READ COMMITTED}: who waited for a room's counters must see what the transaction before it stored, and the
 * default isolation would show the picture from before the wait.
 */
final class MySqlPool {

    private MySqlPool() {}

    static HikariConfig of(DatabaseUrl url) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url.jdbc());
        pool.setUsername(url.user());
        pool.setPassword(url.password());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setMaximumPoolSize(20);
        pool.setConnectionTimeout(Duration.ofSeconds(4).toMillis());
        pool.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        pool.addDataSourceProperty("cachePrepStmts", "true");
        pool.addDataSourceProperty("connectTimeout", "4000");
        if (url.jdbc().startsWith("jdbc:mysql:")) {
            pool.addDataSourceProperty("rewriteBatchedStatements", "true");
            pool.addDataSourceProperty("characterEncoding", "UTF-8");
        }
        return pool;
    }
}
