package app.parley.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * One {@link DataSource} for everything. It takes a connection when the first statement runs, from the read pool if the
 * transaction is read-only.
 */
@Configuration(proxyBeanMethods = false)
class DataSourceConfiguration {

    /** The web server would report whatever is wrong here as its own failure, and at length. */
    @Bean
    static BeanFactoryPostProcessor storageBeforeTheWebServer() {
        return factory -> {
            for (String server : factory.getBeanNamesForType(ServletWebServerFactory.class, true, false)) {
                factory.getBeanDefinition(server).setDependsOn("entityManagerFactory");
            }
        };
    }

    @Bean
    DatabaseUrl databaseUrl(
            @Value("${DATABASE_URL:}") String setting, @Value("${PARLEY_DATA_DIR:./data}") Path dataDirectory) {
        DatabaseUrl url = DatabaseUrl.of(setting, dataDirectory);
        return url.isSqlite() ? url : DatabaseServer.greet(url);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource writeDataSource(
            DatabaseUrl url,
            @Value("${PARLEY_DATA_DIR:./data}") Path dataDirectory,
            @Value("${parley.database.patience:20s}") Duration patience) {
        return url.isSqlite()
                ? SqliteWriter.open(url, dataDirectory)
                : new HikariDataSource(MySqlPool.of(url, patience));
    }

    /**
     * On MySQL and MariaDB the same pool serves both: a read-only transaction there is only a hint. On SQLite it closes first,
     * because it depends on the other.
     */
    @Bean(destroyMethod = "close")
    HikariDataSource readDataSource(DatabaseUrl url, HikariDataSource writeDataSource) {
        return url.isSqlite() ? new HikariDataSource(SqlitePools.reader(url)) : writeDataSource;
    }

    @Bean
    @Primary
    DataSource dataSource(HikariDataSource writeDataSource, HikariDataSource readDataSource) {
        var dataSource = new LazyConnectionDataSourceProxy(writeDataSource);
        dataSource.setReadOnlyDataSource(readDataSource);
        return dataSource;
    }

    @Bean
    PlatformTransactionManager transactionManager() {
        return new CandidTransactions();
    }

    @Bean
    HibernatePropertiesCustomizer dialect(DatabaseUrl url) {
        return properties -> {
            if (url.isSqlite()) {
                properties.put("hibernate.dialect", ParleySqliteDialect.class.getName());
            }
        };
    }

    /** Types whose names differ are placeholders, so that most tables are written down once for all databases. */
    @Bean
    FlywayConfigurationCustomizer migrations(DatabaseUrl url) {
        Map<String, String> types = url.isSqlite()
                ? Map.of(
                        "identity", "integer primary key autoincrement",
                        "assigned", "integer primary key",
                        "blob", "blob",
                        "text", "text",
                        "table_options", "")
                : Map.of(
                        "identity", "bigint auto_increment primary key",
                        "assigned", "bigint primary key",
                        "blob", "mediumblob",
                        "text", "mediumtext",
                        "table_options", "character set utf8mb4 collate utf8mb4_bin");
        return flyway -> {
            flyway.locations("classpath:db/migration/common", "classpath:db/migration/" + url.vendor())
                    .placeholders(types)
                    // Features are made side by side, so a lower number may come later than a higher one.
                    .outOfOrder(true);
            if (!url.isSqlite()) {
                flyway.callbacks(new UnfinishedMigrations());
                // Not through the pool: changing a large table may take longer than its patience.
                flyway.dataSource(url.jdbc(), url.user(), url.password());
            }
        };
    }
}
