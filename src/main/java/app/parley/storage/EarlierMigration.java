package app.parley.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A migration that was edited after it was published, as it was before: from the days before a test pinned them all. Where
 * it ran, what was added to it later is made up for, and then it counts as today's.
 *
 * @param version its number
 * @param checksum Flyway's, of the text as it was
 * @param checksumNow Flyway's, of the text as it is
 * @param missing what the later text does besides; empty when only comments differ
 */
record EarlierMigration(String version, int checksum, int checksumNow, String missing) {

    static final List<EarlierMigration> ALL = List.of(
            new EarlierMigration(
                    "2",
                    1_730_005_921,
                    1_815_754_318,
                    "alter table room add column member_count bigint not null default 0"),
            new EarlierMigration(
                    "11",
                    -506_147_340,
                    644_584_279,
                    "alter table membership add column joined_seq bigint not null default 0"),
            new EarlierMigration("15", 569_633_706, -255_047_062, ""),
            new EarlierMigration("18", 1_020_516_817, 2_074_890_460, ""),
            new EarlierMigration(
                    "20",
                    -730_081_858,
                    1_681_799_834,
                    "create index users_do_not_disturb_until on users (do_not_disturb_until)"));

    /**
     * May be repeated, also after it was killed half-way.
     *
     * @return whether it ran here as it was
     */
    boolean bringForward(Connection connection) throws SQLException {
        if (!ranHere(connection)) {
            return false;
        }
        connection.setAutoCommit(false);
        if (!missing.isEmpty() && !SchemaStep.of(missing).orElseThrow().isDone(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(missing);
            }
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update " + SchemaUpgrade.HISTORY + " set checksum = ? where version = ? and checksum = ?")) {
            update.setInt(1, checksumNow);
            update.setString(2, version);
            update.setInt(3, checksum);
            update.executeUpdate();
        }
        connection.commit();
        return true;
    }

    private boolean ranHere(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select 1 from " + SchemaUpgrade.HISTORY + " where version = ? and checksum = ?")) {
            query.setString(1, version);
            query.setInt(2, checksum);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
