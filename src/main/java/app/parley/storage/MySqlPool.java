package app.parley.storage;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * The pool of MySQL and MariaDB.
 *
 * <p>{@code READ COMMITTED}: who waited for a room's counters must see what the transaction before it stored, and the
 * default isolation would show the picture from before the wait.
 *
 * <p>A database that falls silent, or whose machine is gone without a word, is given up after a while: without that, who
 * waits for its answer would wait for ever, and the one writer with it.
 */
final class MySqlPool {

    /** Below the time in which a message must be answered. */
    private static final Duration CONNECTION = Duration.ofSeconds(4);

    /** Whole seconds; much longer than any transaction of ours. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(1);

    /** Hikari takes no less. */
    private static final Duration LEAST = Duration.ofMillis(250);

    private MySqlPool() {}

    /** @param patience how long one statement may take */
    static HikariConfig of(DatabaseUrl url, Duration patience) {
        Duration connection = shorter(CONNECTION, patience);
        var pool = new HikariConfig();
        pool.setPoolName("write");
        pool.setJdbcUrl(url.jdbc());
        pool.setUsername(url.user());
        pool.setPassword(url.password());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setMaximumPoolSize(20);
        // A full pool of dead connections would be found out one by one.
        pool.setMinimumIdle(4);
        pool.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        // The server, too, gives up a silent peer, whose transaction would keep its rooms locked for eight hours.
        // And a row that another client holds makes nobody wait for as long as it takes, with a connection in hand.
        pool.setConnectionInitSql("set session wait_timeout = %d, innodb_lock_wait_timeout = %d"
                .formatted(Math.max(1, patience.toSeconds() * 3), LOCK_WAIT.toSeconds()));
        pool.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        pool.setConnectionTimeout(connection.toMillis());
        // Twice within that, so that one dead connection in the pool does not use up the time.
        pool.setValidationTimeout(shorter(connection.dividedBy(2), connection).toMillis());
        pool.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        pool.addDataSourceProperty("cachePrepStmts", "true");
        pool.addDataSourceProperty("connectTimeout", Long.toString(connection.toMillis()));
        pool.addDataSourceProperty("socketTimeout", Long.toString(patience.toMillis()));
        if (url.jdbc().startsWith("jdbc:mysql:")) {
            pool.addDataSourceProperty("rewriteBatchedStatements", "true");
            pool.addDataSourceProperty("characterEncoding", "UTF-8");
        }
        return pool;
    }

    private static Duration shorter(Duration one, Duration other) {
        Duration shorter = one.compareTo(other) < 0 ? one : other;
        return shorter.compareTo(LEAST) < 0 ? LEAST : shorter;
    }
}
