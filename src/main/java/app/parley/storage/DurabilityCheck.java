package app.parley.storage;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Says at start whether the database keeps the promise on which an acknowledgement rests: committed means on disk. */
@Component
class DurabilityCheck implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DurabilityCheck.class);

    private final DatabaseUrl url;
    private final JdbcTemplate jdbc;

    DurabilityCheck(DatabaseUrl url, HikariDataSource writeDataSource) {
        this.url = url;
        this.jdbc = new JdbcTemplate(writeDataSource);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String found = url.isSqlite()
                ? "journal_mode=%s synchronous=%s".formatted(value("pragma journal_mode"), value("pragma synchronous"))
                : "innodb_flush_log_at_trx_commit=%s".formatted(value("select @@innodb_flush_log_at_trx_commit"));
        String promised = url.isSqlite() ? "journal_mode=wal synchronous=2" : "innodb_flush_log_at_trx_commit=1";
        if (found.equals(promised)) {
            log.info("Storage: {} ({})", url, found);
        } else {
            log.warn("""

                    ************************************************************************
                    THE DATABASE MAY LOSE ACKNOWLEDGED MESSAGES when its machine stops.
                    It runs with {}, Parley needs {}.
                    ************************************************************************""", found, promised);
        }
    }

    private String value(String sql) {
        return String.valueOf(jdbc.queryForObject(sql, Object.class));
    }
}
