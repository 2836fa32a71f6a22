package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.ScratchMariaDb;
import app.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At every start the server says whether what it acknowledges is on disk. */
class DurabilityIT {

    private static final String ALARM = "MAY LOSE ACKNOWLEDGED MESSAGES";

    @ParameterizedTest
    @CsvSource({"SQLITE, journal_mode=wal synchronous=2", "MARIADB, innodb_flush_log_at_trx_commit=1"})
    void aDatabaseThatKeepsWhatItCommittedIsNamedWithItsSettings(TestDatabase family, String settings)
            throws IOException {
        String log = Files.readString(ParleyServer.shared(family).log());

        assertThat(log).contains("(" + settings + ")").doesNotContain(ALARM);
    }

    @Test
    void aDatabaseThatMayLoseWhatItCommittedRaisesTheAlarm() throws IOException {
        try (ScratchMariaDb careless = ScratchMariaDb.start();
                FreshDatabase database = careless.createDatabase()) {
            careless.set("innodb_flush_log_at_trx_commit", 2);

            try (ParleyServer server =
                    ParleyServer.on(database).label("careless").start()) {
                assertThat(Files.readString(server.log()))
                        .contains(
                                " WARN ",
                                ALARM,
                                "It runs with innodb_flush_log_at_trx_commit=2, "
                                        + "Parley needs innodb_flush_log_at_trx_commit=1.");
            }
        }
    }
}
