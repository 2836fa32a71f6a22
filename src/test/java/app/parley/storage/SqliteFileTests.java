package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in the data directory, and whether the server may begin with it. */
class SqliteFileTests {

    private static final int ROWS = 2_000;

    @TempDir
    Path parent;

    private Path data;
    private Path file;

    @BeforeEach
    void nameTheFiles() {
        data = parent.resolve("data");
        file = data.resolve("parley.db");
    }

    @Test
    void nobodyElseMayReadAnyOfItWhateverThereWasBefore() throws Exception {
        Files.createDirectories(
                data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));

        try (HikariDataSource opened = open()) {
            fill(opened);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            assertThat(files())
                    .contains(file, data.resolve("parley.db-wal"), data.resolve("parley.db-shm"))
                    .allSatisfy(one -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void whatWasWrittenIsInTheOneFileWhenItIsClosed() throws Exception {
        begin();

        assertThat(data.resolve("parley.db-wal")).doesNotExist();
        Path copy = Files.copy(file, parent.resolve("copy.db"));
        try (HikariDataSource opened = SqliteWriter.open(url(copy), parent.resolve("another"))) {
            assertThat(rows(opened)).isEqualTo(ROWS);
        }
    }

    @Test
    void aSecondServerHearsWhoTheFirstIs() throws Exception {
        try (HikariDataSource _ = open()) {
            assertRefused(
                    "Another Parley runs on " + data,
                    "process " + ProcessHandle.current().pid() + " on ",
                    "since 20");
        }
        assertThatNoException().isThrownBy(() -> open().close());
    }

    @ParameterizedTest
    @CsvSource({"0, is empty", "50, not a database of SQLite", "30000, is cut off"})
    void aFileThatBecameShorterIsNotBegunAnew(long size, String finding) throws Exception {
        begin();
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
            content.truncate(size);
        }
        long left = Files.size(file);

        assertRefused(finding);
        assertThat(Files.size(file)).isEqualTo(left);
    }

    @Test
    void aFileThatIsGoneIsNotBegunAnew() throws Exception {
        begin();
        Files.delete(file);

        assertRefused("is missing, but there was data in it before");
        assertThat(file).doesNotExist();
    }

    @Test
    void anEmptyFileBesideALogIsNotBegunAnew() throws Exception {
        Files.createDirectories(data);
        Files.createFile(file);
        Files.writeString(data.resolve("parley.db-wal"), "the log of an earlier life");

        assertRefused("is empty, but there was data in it before");
    }

    @Test
    void damageAmongTheDataIsFound() throws Exception {
        begin();
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            content.seek(content.length() / 2 / 4096 * 4096);
            content.write(new byte[4096]);
        }

        assertRefused("is damaged");
    }

    @Test
    void whatIsNoDatabaseIsLeftAlone() throws Exception {
        Files.createDirectories(data);
        Files.writeString(file, "Dear diary, ".repeat(100));

        assertRefused("is not a database of SQLite");
        assertThat(file).content().startsWith("Dear diary");
    }

    @Test
    void aDirectoryInItsPlaceIsNamed() throws Exception {
        Files.createDirectories(file);

        assertRefused(file + " is a directory");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsNamed() throws Exception {
        Files.writeString(data, "in the way");

        assertRefused("The data directory " + data, "a file is in its way");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() {
        data = Path.of("/proc/parley");
        file = data.resolve("parley.db");

        assertRefused("The data directory /proc/parley cannot be made");
    }

    private void begin() throws SQLException {
        try (HikariDataSource opened = open()) {
            fill(opened);
        }
    }

    private HikariDataSource open() {
        return SqliteWriter.open(url(file), data);
    }

    private void assertRefused(String... findings) {
        assertThatExceptionOfType(UnusableStorage.class)
                .isThrownBy(this::open)
                .satisfies(refused ->
                        assertThat(refused.getMessage()).contains(findings).doesNotContain("\n"));
    }

    private static DatabaseUrl url(Path file) {
        return new DatabaseUrl("jdbc:sqlite:" + file, null, null);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.toList();
        }
    }

    private static void fill(HikariDataSource opened) throws SQLException {
        try (Connection connection = opened.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("create table message (id integer primary key, body text)");
            statement.executeUpdate("""
                    with recursive n(i) as (select 1 union all select i + 1 from n where i < %d)
                    insert into message select i, 'something that was said, number ' || i from n""".formatted(ROWS));
        }
    }

    private static int rows(HikariDataSource opened) throws SQLException {
        try (Connection connection = opened.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from message")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
