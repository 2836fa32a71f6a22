package app.parley.room;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the rooms that were there before the keys by which they are found and ordered; repeating it changes nothing. */
@Component
class RoomNameKeyMigration implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("37");
    }

    @Override
    public String getDescription() {
        return "keys of every room";
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
        try (Statement read = context.getConnection().createStatement();
                ResultSet rooms = read.executeQuery("select id, name, description from room where kind <> 'DIRECT'");
                PreparedStatement write = context.getConnection()
                        .prepareStatement("update room set order_key = ?, search_text = ? where id = ?")) {
            while (rooms.next()) {
                RoomKeys keys = RoomKeys.of(rooms.getString(2), rooms.getString(3));
                write.setString(1, keys.order());
                write.setString(2, keys.search());
                write.setLong(3, rooms.getLong(1));
                write.addBatch();
            }
            write.executeBatch();
        }
    }
}
