package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operator reads at the end of a start. */
class ReadyNoticeIT {

    private static final String WARNING = "ALL LIMITS ARE OFF";

    @Test
    void aServerWithoutLimitsSaysSoAloudAndOnlySuchAServer() throws IOException {
        assertThat(log(ParleyServer.shared(TestDatabase.SQLITE)))
                .filteredOn(line -> line.contains(WARNING))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("WARN", "PARLEY_LIMITS_ENABLED=false"));

        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer limited =
                        ParleyServer.on(database).label("limited").start()) {
            assertThat(log(limited))
                    .anyMatch(line -> line.contains("Parley is ready"))
                    .noneMatch(line -> line.contains(WARNING));
        }
    }

    private static List<String> log(ParleyServer server) throws IOException {
        return Files.readAllLines(server.log());
    }
}
