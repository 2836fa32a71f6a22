package app.parley.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.ScratchMariaDb;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import app.parley.testing.crash.CrashAudit.Verdict;
import app.parley.testing.load.LoadDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Guarantee P8: while the database is away nobody is told that a message is stored, everybody is told to come back, and
 * when it is back everything is there once without a restart.
 */
@ExtendWith(ServerLogsOnFailure.class)
class DatabaseOutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MESSAGES = 300;
    private static final int IN_FLIGHT = 4;

    @Test
    void aDatabaseThatFallsSilentForTenSecondsCostsNothingButTime() throws SQLException {
        try (ScratchMariaDb mariaDb = ScratchMariaDb.start();
                FreshDatabase database = mariaDb.createDatabase();
                CrashRun run = new CrashRun(ParleyServer.on(database).label("silent-outage"), mariaDb, IN_FLIGHT)) {
            run.load().awaitAcknowledged(MESSAGES, PATIENCE);
            long start = System.nanoTime();
            mariaDb.freeze();
            try {
                assertTurnsAway(run.load());
                long acknowledged = run.load().acknowledged();
                assertSaysThatItIsAway(run.administrator());
                Awaitility.await().until(() -> System.nanoTime() - start >= OUTAGE.toNanos());
                assertThat(run.load().acknowledged()).isEqualTo(acknowledged);
            } finally {
                mariaDb.thaw();
            }

            assertPagesAreBack(run.administrator());
            assertNothingIsLost(run);
        }
    }

    @Test
    void aDatabaseThatDiesAndComesBackCostsNothingButTime() throws SQLException {
        try (ScratchMariaDb mariaDb = ScratchMariaDb.start();
                FreshDatabase database = mariaDb.createDatabase();
                CrashRun run = new CrashRun(ParleyServer.on(database).label("dead-outage"), mariaDb, IN_FLIGHT)) {
            run.load().awaitAcknowledged(MESSAGES, PATIENCE);
            Person writer = Person.newMember(run.uri(), "Writer");
            Person reader = Person.newMember(run.uri(), "Reader");
            long room = writer.createRoom("Quiet", "open");
            reader.join(room);
            try (StompConnection writing = StompConnection.open(writer);
                    StompConnection reading = StompConnection.open(reader)) {
                writing.subscribe("/user/queue/acks");
                reading.subscribe("/user/queue/rooms");
                reading.subscribe("/user/queue/errors");
                reading.settle();
                writing.post(room, UUID.randomUUID().toString(), "a last word"); // beside what the load counts
                mariaDb.kill(); // before anybody was told that there is something unread
                assertTurnsAway(run.load());
                long acknowledged = run.load().acknowledged();
                assertSaysThatItIsAway(run.administrator());
                assertThat(run.load().acknowledged()).isEqualTo(acknowledged);
                mariaDb.restart();

                assertPagesAreBack(run.administrator());
                reading.await(
                        "/user/queue/rooms",
                        notice -> notice.path("room").asLong() == room
                                && notice.path("unread").asInt() == 1);
            }
            assertNothingIsLost(run, 1);
        }
    }

    /** SQLite cannot be away, but somebody else can hold its one write lock; who only reads does not notice. */
    @Test
    void aDatabaseThatSomebodyElseLocksCostsNothingButTime() throws SQLException {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                CrashRun run = new CrashRun(ParleyServer.on(database).label("locked-outage"), IN_FLIGHT)) {
            run.load().awaitAcknowledged(MESSAGES, PATIENCE);
            try (Connection intruder = database.connect();
                    Statement statement = intruder.createStatement()) {
                statement.execute("begin immediate");
                long start = System.nanoTime();
                assertTurnsAway(run.load());
                long acknowledged = run.load().acknowledged();
                run.administrator().get("/rooms").expect(200);
                Awaitility.await().until(() -> System.nanoTime() - start >= OUTAGE.toNanos());
                assertThat(run.load().acknowledged()).isEqualTo(acknowledged);
                statement.execute("rollback");
            }

            assertNothingIsLost(run);
        }
    }

    private static void assertTurnsAway(LoadDriver load) {
        load.awaitTurnedAway(load.turnedAway() + 6 * IN_FLIGHT, PATIENCE);
        assertThat(load.slowestAnswer()).isLessThanOrEqualTo(ANSWER);
    }

    private static void assertSaysThatItIsAway(Person person) {
        Page page = person.get("/rooms").expect(503);
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body())
                .contains("Back in a moment")
                .doesNotContain("Exception")
                .doesNotContain("select ");

        Page problem = person.get("/rooms/1/messages", "application/json").expect(503);
        assertThat(problem.headers().firstValue("Retry-After")).isPresent();
        assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.json().path("title").asString("")).isEqualTo("Back in a moment");

        person.get("/up").expect(200); // whoever restarts what is not up must not restart for this
        person.get("/css/base.css").expect(200); // the page that says so has its looks
    }

    private static void assertPagesAreBack(Person person) {
        Awaitility.await("pages are back")
                .atMost(PATIENCE)
                .until(() -> person.get("/rooms").status() == 200);
    }

    private static void assertNothingIsLost(CrashRun run) throws SQLException {
        assertNothingIsLost(run, 0);
    }

    /** @param others how many messages there are that the load did not send */
    private static void assertNothingIsLost(CrashRun run, int others) throws SQLException {
        run.load().awaitAcknowledged(run.load().acknowledged() + MESSAGES, PATIENCE);
        Verdict verdict = run.finish();
        System.out.println(run.load().turnedAway() + " turned away, slowest answer "
                + run.load().slowestAnswer().toMillis() + " ms, " + run.load().repeated() + " sent again; " + verdict);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.stored()).isEqualTo(run.load().tried().size() + others);
        assertThat(run.load().refusals()).isEmpty();
    }
}
