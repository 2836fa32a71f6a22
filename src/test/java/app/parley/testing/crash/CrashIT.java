package app.parley.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.TestDatabase;
import app.parley.testing.crash.CrashAudit.Kind;
import app.parley.testing.crash.CrashAudit.Verdict;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guarantees P1 and P2: what was acknowledged is there, once, wherever the server was killed. */
@ExtendWith(ServerLogsOnFailure.class)
class CrashIT {

    private static final int KILLS = 5;
    private static final int MESSAGES = 2_000;

    @ParameterizedTest
    @EnumSource
    void anAcknowledgedMessageIsNeverLostAndNeverStoredTwice(TestDatabase kind) throws SQLException {
        try (FreshDatabase database = kind.fresh();
                CrashRun run = new CrashRun(ParleyServer.on(database).label("crash-" + kind), 8)) {
            for (int kill = 0; kill < KILLS; kill++) {
                assertThat(run.killAfter(MESSAGES / KILLS).findings()).isEmpty();
                run.restart();
            }
            Verdict verdict = run.finish();

            System.out.println(kind + ": " + run.kills() + " kills with " + run.unacknowledgedAtKills()
                    + " messages in flight, " + run.load().repeated() + " sent again; " + verdict);
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.acknowledged()).isGreaterThanOrEqualTo(MESSAGES);
            assertThat(run.load().refusals()).isEmpty();
            assertThat(run.unacknowledgedAtKills()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatAcknowledgesBeforeItCommitsIsCaught(TestDatabase kind) throws SQLException {
        try (FreshDatabase database = kind.fresh();
                CrashRun run = new CrashRun(
                        ParleyServer.on(database).label("faulty-" + kind).main(FaultyParley.class), 1)) {
            Verdict verdict = run.killAfter(10);
            for (int kill = 1; kill < KILLS && verdict.count(Kind.LOST) == 0; kill++) {
                run.restart();
                verdict = run.killAfter(10);
            }

            System.out.println(kind + ", faulty: " + run.kills() + " kills; lost " + verdict.count(Kind.LOST));
            assertThat(verdict.count(Kind.LOST)).isPositive();
        }
    }
}
