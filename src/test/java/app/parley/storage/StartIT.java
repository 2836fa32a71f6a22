package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that cannot start says why in a sentence, and what to do. */
class StartIT {

    @Test
    void aDamagedDatabaseIsNamed() throws Exception {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh()) {
            Files.writeString(database.dataDirectory().resolve("parley.db"), "Dear diary, ".repeat(100));

            assertShort(
                    ParleyServer.on(database).label("damaged").startInVain(),
                    "parley.db is not a database of SQLite",
                    "Put back a backup");
        }
    }

    @Test
    void twoServersDoNotShareOneDirectoryNorOnePort() {
        ParleyServer first = ParleyServer.shared(TestDatabase.SQLITE);

        assertShort(
                ParleyServer.on(first.database()).label("second").startInVain(),
                "Another Parley runs on " + first.database().dataDirectory(),
                "process " + first.pid() + " on ");

        try (FreshDatabase database = TestDatabase.SQLITE.fresh()) {
            int port = first.uri().getPort();
            assertShort(
                    ParleyServer.on(database)
                            .label("port")
                            .with("SERVER_PORT", Integer.toString(port))
                            .startInVain(),
                    "Port " + port + " was already in use");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'//[^/]*', //nobody.invalid, nobody knows a host of this name",
        "'//[^/]*', //127.0.0.1:1, nothing listens there",
        "'//[^/]*@', //nobody:secret@, the user or the password of DATABASE_URL is wrong",
        "'/[a-z_0-9]+$', /missing, missing"
    })
    void aDatabaseThatCannotBeUsedIsNamed(String part, String wrong, String finding) {
        try (FreshDatabase database = TestDatabase.MARIADB.fresh()) {
            URI address = URI.create(database.providerUrl().orElseThrow());

            assertThat(refusal(DatabaseUrl.of(address.toString().replaceFirst(part, wrong), database.dataDirectory())))
                    .contains(finding)
                    .doesNotContain("secret");
        }
    }

    private static String refusal(DatabaseUrl url) {
        try {
            DatabaseServer.greet(url);
            return "none";
        } catch (UnusableStorage e) {
            return e.getMessage() + " " + e.action();
        }
    }

    private static void assertShort(String log, String... sentences) {
        assertThat(log)
                .contains("APPLICATION FAILED TO START")
                .contains(sentences)
                .doesNotContain("\tat ", "nested");
        assertThat(log.lines().filter(line -> !line.contains(" INFO ") && !line.startsWith("\t")))
                .hasSizeLessThan(20);
    }
}
