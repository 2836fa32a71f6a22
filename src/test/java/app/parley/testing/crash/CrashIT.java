package app.parley.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Scale;
import app.parley.testing.ScratchMariaDb;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.TestDatabase;
import app.parley.testing.crash.CrashAudit.Kind;
import app.parley.testing.crash.CrashAudit.Verdict;
import app.parley.testing.crash.CrashRun.Victim;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Guarantees P1 and P2: what was acknowledged is there, once, whoever was killed at whatever instant; and what was not, its
 * author could send until it was. 20 kills and 20,000 messages on the two databases together, times {@link Scale#of}.
 */
@ExtendWith(ServerLogsOnFailure.class)
class CrashIT {

    private static final int MESSAGES_PER_KILL = 1_000;
    private static final int IN_FLIGHT = 8;
    private static final int TRIES_TO_CATCH = 5;

    /** The one file of SQLite has no process to kill but the server. */
    @Test
    void onSqliteNothingIsLostOrDoubledWhoeverIsKilled() throws SQLException {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                CrashRun run = new CrashRun(ParleyServer.on(database).label("crash-SQLITE"), IN_FLIGHT)) {
            assertNothingIsLost(run, victims(Map.of(Victim.SERVER, 6)));
        }
    }

    @Test
    void onMariaDbNothingIsLostOrDoubledWhoeverIsKilled() throws SQLException {
        try (ScratchMariaDb mariaDb = ScratchMariaDb.start();
                FreshDatabase database = mariaDb.createDatabase();
                CrashRun run = new CrashRun(ParleyServer.on(database).label("crash-MARIADB"), mariaDb, IN_FLIGHT)) {
            assertNothingIsLost(run, victims(Map.of(Victim.SERVER, 4, Victim.DATABASE, 6, Victim.BOTH, 4)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatAcknowledgesBeforeItCommitsIsCaught(TestDatabase kind) throws SQLException {
        try (FreshDatabase database = kind.fresh();
                CrashRun run = new CrashRun(
                        ParleyServer.on(database).label("faulty-" + kind).main(FaultyParley.class), 1)) {
            Verdict verdict = run.killAfter(10);
            for (int kill = 1; kill < TRIES_TO_CATCH && verdict.count(Kind.LOST) == 0; kill++) {
                run.restart();
                verdict = run.killAfter(10);
            }

            System.out.println(kind + ", faulty: " + run.kills() + " kills; lost " + verdict.count(Kind.LOST));
            assertThat(verdict.count(Kind.LOST)).isPositive();
        }
    }

    private static void assertNothingIsLost(CrashRun run, List<Victim> victims) throws SQLException {
        for (Victim victim : victims) {
            assertThat(run.kill(victim, MESSAGES_PER_KILL).findings()).isEmpty();
            if (victim != Victim.DATABASE) {
                run.restart();
            }
        }
        Verdict verdict = run.finish();

        System.out.println(victims + " with " + run.unacknowledgedAtKills() + " messages in flight, "
                + run.load().repeated() + " sent again, "
                + run.load().turnedAway() + " turned away; " + verdict);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.acknowledged()).isGreaterThanOrEqualTo(victims.size() * MESSAGES_PER_KILL);
        assertThat(verdict.stored()).isEqualTo(run.load().tried().size());
        assertThat(run.load().refusals()).isEmpty();
        assertThat(run.unacknowledgedAtKills()).isPositive();
    }

    private static List<Victim> victims(Map<Victim, Integer> times) {
        List<Victim> victims = new ArrayList<>();
        times.forEach((victim, count) -> victims.addAll(Collections.nCopies(Scale.of(count), victim)));
        Collections.sort(victims); // a map has no order that a seed could repeat
        Collections.shuffle(victims, Scale.random("victims"));
        return victims;
    }
}
