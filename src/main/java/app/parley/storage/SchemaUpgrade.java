package app.parley.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Brings the schema from whatever an earlier program left to what this one needs, or says why it cannot. Migrations that
 * were published are never edited; what was edited before that was a law is in {@link EarlierMigration}.
 */
@Component
class SchemaUpgrade implements FlywayMigrationStrategy {

    static final String HISTORY = "flyway_schema_history";

    private static final Logger log = LoggerFactory.getLogger(SchemaUpgrade.class);

    private final DatabaseUrl url;

    SchemaUpgrade(DatabaseUrl url) {
        this.url = url;
    }

    /** @throws UnusableStorage if a newer program was here: writing beside what it knows might destroy something */
    @Override
    public void migrate(Flyway flyway) {
        MigrationInfoService history = flyway.info();
        refuseWhatIsNewer(history);
        if (history.applied().length > 0) {
            mend(flyway);
        }
        flyway.migrate();
    }

    private static void refuseWhatIsNewer(MigrationInfoService history) {
        List<MigrationVersion> unknown = Arrays.stream(history.applied())
                .filter(migration -> !migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            MigrationVersion newest = Arrays.stream(history.all())
                    .filter(migration -> migration.getState().isResolved())
                    .map(MigrationInfo::getVersion)
                    .filter(Objects::nonNull)
                    .max(MigrationVersion::compareTo)
                    .orElse(MigrationVersion.EMPTY);
            throw new UnusableStorage(
                    "The data has schema version %s, this program knows only %s: a newer Parley was here."
                            .formatted(unknown.getLast(), newest),
                    "Start that newer version, or restore the backup from before its first start. Nothing was changed.");
        }
    }

    private void mend(Flyway flyway) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            for (EarlierMigration earlier : EarlierMigration.ALL) {
                if (earlier.bringForward(connection)) {
                    log.info("Storage: what migration {} of an early version left out was added", earlier.version());
                }
            }
            if (!url.isSqlite()) {
                forgetFailures(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The schema's history cannot be read: " + e.getMessage(), e);
        }
    }

    /** What failed half-way is gone on with, by {@link UnfinishedMigrations}; with its mark Flyway would not even try. */
    private static void forgetFailures(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from " + HISTORY + " where success = false");
        }
    }
}
