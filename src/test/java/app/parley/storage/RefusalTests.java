package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class RefusalTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            names = {
                "SQLITE_FULL",
                "SQLITE_IOERR",
                "SQLITE_IOERR_WRITE",
                "SQLITE_IOERR_FSYNC",
                "SQLITE_READONLY",
                "SQLITE_READONLY_DBMOVED",
                "SQLITE_BUSY",
                "SQLITE_BUSY_SNAPSHOT",
                "SQLITE_LOCKED",
                "SQLITE_CORRUPT",
                "SQLITE_CORRUPT_VTAB",
                "SQLITE_NOTADB",
                "SQLITE_CANTOPEN",
                "SQLITE_NOMEM"
            })
    void sqliteRefusesAsAWhole(SQLiteErrorCode code) {
        assertThat(Refusal.of(asHibernateHasIt(new SQLiteException("it is so", code))))
                .isEqualTo(Refusal.DATABASE);
    }

    /** Read-only, full, a full table, an engine that fails, a table that is damaged, too many connections, the end. */
    @ParameterizedTest
    @ValueSource(ints = {1290, 1836, 1021, 1114, 1030, 1026, 1194, 1712, 1040, 1053, 1927, 1317, 1969, 3024})
    void soDoMySqlAndMariaDb(int code) {
        assertThat(Refusal.of(asSpringHasIt(new SQLException("it is so", "HY000", code))))
                .isEqualTo(Refusal.DATABASE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1205, 1213, 3572, 1020})
    void aRowIsRefusedAlone(int code) {
        assertThat(Refusal.of(asSpringHasIt(new SQLException("it is so", "40001", code))))
                .isEqualTo(Refusal.ROW);
        assertThat(Refusal.of(new BatchUpdateException("it is so", "40001", code, new int[0])))
                .isEqualTo(Refusal.ROW);
    }

    @Test
    void aDatabaseThatCannotBeReachedRefuses() {
        assertThat(Refusal.of(new CannotCreateTransactionException("no", new SQLTransientConnectionException())))
                .isEqualTo(Refusal.DATABASE);
        assertThat(Refusal.of(asHibernateHasIt(new SQLException("gone", "08S01"))))
                .isEqualTo(Refusal.DATABASE);
    }

    @Test
    void aMistakeOfOursIsNoRefusal() {
        assertThat(Refusal.of(new IllegalStateException("no"))).isNull();
        assertThat(Refusal.of(asSpringHasIt(new SQLException("syntax", "42000", 1064))))
                .isNull();
        assertThat(Refusal.of(asSpringHasIt(new SQLIntegrityConstraintViolationException("twice", "23000", 1062))))
                .isNull();
        assertThat(Refusal.of(asHibernateHasIt(new SQLiteException("syntax", SQLiteErrorCode.SQLITE_ERROR))))
                .isNull();
        assertThat(Refusal.of(asHibernateHasIt(new SQLiteException("twice", SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE))))
                .isNull();
    }

    /** What the driver really throws. */
    @Test
    void aFileThatMayNotGrowOrIsDamagedRefuses() throws Exception {
        Path file = directory.resolve("small.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?max_page_count=3");
                Statement statement = connection.createStatement()) {
            statement.execute("create table word (text blob)");
            assertThatThrownBy(() -> statement.execute("insert into word values (zeroblob(100000))"))
                    .satisfies(full -> assertThat(Refusal.of(full)).isEqualTo(Refusal.DATABASE));
        }
        Files.write(
                file,
                "no database at all, but long enough to look like one"
                        .repeat(100)
                        .getBytes(StandardCharsets.UTF_8));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select * from word"))
                    .satisfies(damaged -> assertThat(Refusal.of(damaged)).isEqualTo(Refusal.DATABASE));
        }
    }

    private static Throwable asHibernateHasIt(SQLException e) {
        return new JpaSystemException(new GenericJDBCException("could not execute", e));
    }

    private static Throwable asSpringHasIt(SQLException e) {
        return new UncategorizedSQLException("update", "update", e);
    }
}
