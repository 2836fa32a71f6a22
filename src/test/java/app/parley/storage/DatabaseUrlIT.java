package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class DatabaseUrlIT {

    @Test
    void theAddressThatHostingPlatformsGiveLeadsToTheServerWhicheverItIs() throws Exception {
        try (FreshDatabase database = TestDatabase.MARIADB.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("DATABASE_URL", database.providerUrl().orElseThrow())
                        .start()) {
            Person bo = Person.newMember(server.uri(), "Bo");
            long room = bo.createRoom("Grüße 🦊", "open");

            bo.post(room, "こんにちは 👩🏽‍🚀");

            assertThat(bo.transcript(room, "")
                            .path("messages")
                            .path(0)
                            .path("body")
                            .asString())
                    .isEqualTo("こんにちは 👩🏽‍🚀");
            assertThat(Files.readString(server.log())).contains("innodb_flush_log_at_trx_commit=1");
        }
    }
}
