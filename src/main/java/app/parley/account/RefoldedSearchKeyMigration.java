package app.parley.account;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/** Folds everybody's keys anew: ß, ı and letters with a stroke are now what people type for them. */
@Component
class RefoldedSearchKeyMigration extends SearchKeyMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("38");
    }

    @Override
    public String getDescription() {
        return "search key of everybody anew";
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement delete = context.getConnection().createStatement()) {
            delete.execute("delete from search_key");
        }
        super.migrate(context);
    }
}
