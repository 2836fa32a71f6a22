package app.parley.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.crash.CrashAudit.Kind;
import app.parley.testing.crash.CrashAudit.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor that finds nothing proves nothing: each corruption is planted once and must be named. */
class CrashAuditTests {

    private static final long ROOM = 7;
    private static final int MESSAGES = 100;

    private Connection database;
    private Journal journal;

    /** Without the constraints of the real tables, or the corruptions could not be planted. */
    @BeforeEach
    void aSoundRoom(@TempDir Path directory) throws SQLException {
        database = DriverManager.getConnection("jdbc:sqlite::memory:");
        journal = new Journal(directory.resolve("journal"));
        run("create table room (id bigint, last_seq bigint, last_change bigint)");
        run("create table message (id bigint, room_id bigint, seq bigint, change_no bigint, author_id bigint,"
                + " client_id text, body text)");
        run("insert into room values (%d, %d, %d)".formatted(ROOM, MESSAGES, MESSAGES));
        for (int seq = 1; seq <= MESSAGES; seq++) {
            run("insert into message values (%d, %d, %d, %d, 3, 'client-%d', 'text %d')"
                    .formatted(id(seq), ROOM, seq, seq, seq, seq));
        }
        IntStream.rangeClosed(1, MESSAGES).mapToObj(CrashAuditTests::message).forEach(journal::append);
    }

    @AfterEach
    void close() throws SQLException {
        journal.close();
        database.close();
    }

    @Test
    void aSoundRoomHasNoFindings() throws SQLException {
        Verdict verdict = audit();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.acknowledged()).isEqualTo(MESSAGES);
        assertThat(verdict.stored()).isEqualTo(MESSAGES);
    }

    @Test
    void aMessageThatWasNotAcknowledgedMayBeThere() throws SQLException {
        run("insert into message values (%d, %d, 101, 101, 3, 'client-101', 'text')".formatted(id(101), ROOM));
        run("update room set last_seq = 101, last_change = 101");

        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void aMessageMayBeAcknowledgedAgainWithTheSameAnswer() throws SQLException {
        journal.append(message(40));

        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void aLostRowIsFound() throws SQLException {
        run("delete from message where seq = 40");

        assertFound(Kind.LOST, Kind.HOLE);
    }

    @Test
    void aLostEndIsFoundAlthoughItLeavesNoHole() throws SQLException {
        run("delete from message where seq > 98");
        run("update room set last_seq = 98, last_change = 98");

        assertThat(audit().count(Kind.LOST)).isEqualTo(2);
        assertFound(Kind.LOST);
    }

    @Test
    void aMessageThatWasTriedAndNeverStoredIsFound() throws SQLException {
        assertThat(CrashAudit.of(database, journal.entries(), Set.of("client-40"))
                        .findings())
                .isEmpty();
        assertThat(CrashAudit.of(database, journal.entries(), Set.of("client-40", "given-up"))
                        .findings())
                .extracting(CrashAudit.Finding::kind)
                .containsExactly(Kind.NOT_SENT);
    }

    @Test
    void aDoubledRowIsFound() throws SQLException {
        run("insert into message select id, room_id, 101, 101, author_id, client_id, body from message where seq = 40");
        run("update room set last_seq = 101, last_change = 101");

        assertFound(Kind.TWICE);
    }

    @Test
    void aDoubledRowThatNobodyWasToldOfIsFound() throws SQLException {
        for (int seq = 101; seq <= 102; seq++) {
            run("insert into message values (%d, %d, %d, %d, 3, 'silent', 'text')".formatted(id(seq), ROOM, seq, seq));
        }
        run("update room set last_seq = 102, last_change = 102");

        assertFound(Kind.TWICE);
    }

    @Test
    void aHoleIsFound() throws SQLException {
        run("update room set last_seq = 101, last_change = 101");

        assertFound(Kind.HOLE);
    }

    @Test
    void aChangedBodyIsFound() throws SQLException {
        run("update message set body = 'text 4O' where seq = 40");

        assertFound(Kind.CHANGED);
    }

    @Test
    void aMovedMessageIsFound() throws SQLException {
        run("update message set seq = 79 - seq where seq in (39, 40)");

        assertFound(Kind.CHANGED);
    }

    @Test
    void anotherAuthorIsFound() throws SQLException {
        run("update message set author_id = 4 where seq = 40");

        assertFound(Kind.CHANGED);
    }

    @Test
    void aPlaceThatTwoMessagesShareIsFound() throws SQLException {
        run("insert into message values (1, %d, 40, 101, 3, 'other', 'text')".formatted(ROOM));
        run("update room set last_change = 101");

        assertFound(Kind.SHARED_PLACE);
    }

    @Test
    void aChangeNumberThatTwoMessagesShareIsFound() throws SQLException {
        run("update message set change_no = 41 where seq = 40");

        assertFound(Kind.SHARED_CHANGE);
    }

    @Test
    void aNumberBeyondTheCountersIsFound() throws SQLException {
        run("update room set last_change = 99");

        assertFound(Kind.BEYOND);
    }

    @Test
    void aMessageWithoutARoomIsFound() throws SQLException {
        run("insert into message values (1, 99, 1, 1, 3, 'other', 'text')");

        assertFound(Kind.HOMELESS);
    }

    @Test
    void twoAnswersForOneMessageAreFound() throws SQLException {
        journal.append(new Acknowledged(ROOM, 41, id(41), "client-40", 3, Acknowledged.hash("text 40")));

        assertFound(Kind.CONTRADICTED);
    }

    /** As beside a server that is alive: counters and rows are those of one moment. */
    @Test
    void whatIsStoredWhileTheAuditorReadsIsNoFinding(@TempDir Path directory) throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("busy.db");
        try (Connection writing = DriverManager.getConnection(url);
                Statement writer = writing.createStatement()) {
            writer.execute("pragma journal_mode = wal");
            writer.execute("pragma synchronous = off");
            writer.execute("create table room (id bigint, last_seq bigint, last_change bigint)");
            writer.execute("create table message (id bigint, room_id bigint, seq bigint, change_no bigint,"
                    + " author_id bigint, client_id text, body text)");
            writer.execute("insert into room values (%d, 0, 0)".formatted(ROOM));
            writing.setAutoCommit(false);
            CompletableFuture<Void> writes = CompletableFuture.runAsync(() -> write(writing, writer));
            while (!writes.isDone()) {
                try (Connection reading = DriverManager.getConnection(url)) {
                    assertThat(CrashAudit.of(reading, List.of()).findings()).isEmpty();
                }
            }
            writes.join();
        }
    }

    private static void write(Connection writing, Statement writer) {
        try {
            for (int seq = 1; seq <= 2_000; seq++) {
                writer.execute("insert into message values (%d, %d, %d, %d, 3, 'client-%d', 'text')"
                        .formatted(id(seq), ROOM, seq, seq, seq));
                writer.execute("update room set last_seq = %d, last_change = %d".formatted(seq, seq));
                writing.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertFound(Kind... kinds) throws SQLException {
        assertThat(audit().findings()).extracting(CrashAudit.Finding::kind).containsOnly(kinds);
    }

    private Verdict audit() throws SQLException {
        return CrashAudit.of(database, List.copyOf(journal.entries()));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Acknowledged message(int seq) {
        return new Acknowledged(ROOM, seq, id(seq), "client-" + seq, 3, Acknowledged.hash("text " + seq));
    }

    private static long id(int seq) {
        return ROOM * (1L << 30) + seq;
    }
}
