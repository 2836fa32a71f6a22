package app.parley.account;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives those a key who were here before there were any: SQL cannot fold accents. May be repeated: it begins anew. */
@Component
class SearchKeyMigration implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("9");
    }

    @Override
    public String getDescription() {
        return "search key of everybody";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement clear = context.getConnection().createStatement()) {
            clear.executeUpdate("delete from search_key");
        }
        try (Statement read = context.getConnection().createStatement();
                ResultSet users = read.executeQuery("select id, name, username from users");
                PreparedStatement write = context.getConnection()
                        .prepareStatement("insert into search_key (user_id, search_key) values (?, ?)")) {
            while (users.next()) {
                for (String key : SearchPrefix.keys(users.getString(2), users.getString(3))) {
                    write.setLong(1, users.getLong(1));
                    write.setString(2, key);
                    write.addBatch();
                }
            }
            write.executeBatch();
        }
    }
}
