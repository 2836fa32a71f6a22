package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.TestDatabase;
import app.parley.testing.network.FaultyNetwork;
import app.parley.testing.network.Link;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way to the database breaks without a word, as when its machine or a router loses power. */
@ExtendWith(ServerLogsOnFailure.class)
class DatabasePatienceIT {

    private static final Duration RECOVERY = Duration.ofSeconds(40);

    @Test
    void nobodyWaitsForEverForADatabaseThatFellSilent() {
        try (FreshDatabase database = TestDatabase.MARIADB.fresh();
                FaultyNetwork network = before(database);
                ParleyServer server = ParleyServer.on(database)
                        .with("DATABASE_URL", behind(network, database))
                        .with("PARLEY_DATABASE_PATIENCE", "1s")
                        .label("silent-database")
                        .start()) {
            Person bo = Person.newMember(server.uri(), "Bo");
            long room = bo.createRoom("Silence", "open");
            bo.post(room, "before");

            List<Link> dead = network.links();
            dead.forEach(Link::halfOpen);
            assertThat(dead).isNotEmpty();
            String clientId = UUID.randomUUID().toString();
            Awaitility.await("stored over a new connection")
                    .atMost(RECOVERY)
                    .until(() -> isStored(bo.post(room, "after", clientId)));

            assertThat(bo.transcript(room, "").path("messages"))
                    .extracting(message -> message.path("body").asString(""))
                    .containsExactly("before", "after");
        }
    }

    private static boolean isStored(Page answer) {
        assertThat(answer.status()).isIn(201, 503);
        return answer.status() == 201;
    }

    private static FaultyNetwork before(FreshDatabase database) {
        URI server = URI.create(database.providerUrl().orElseThrow());
        return FaultyNetwork.to(server.getHost(), server.getPort());
    }

    private static String behind(FaultyNetwork network, FreshDatabase database) {
        return database.jdbcUrl().orElseThrow().replaceFirst("//[^/]+/", "//127.0.0.1:" + network.port() + "/");
    }
}
