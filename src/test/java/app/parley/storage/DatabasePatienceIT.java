package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.TestDatabase;
import app.parley.testing.load.LoadDriver;
import app.parley.testing.network.FaultyNetwork;
import app.parley.testing.network.Link;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way to the database breaks without a word, as when its machine or a router loses power. */
@ExtendWith(ServerLogsOnFailure.class)
class DatabasePatienceIT {

    private static final Duration RECOVERY = Duration.ofSeconds(40);
    private static final int IN_FLIGHT = 8;
    private static final int MESSAGES = 50;

    /** While somebody posts without pause, so that the writer is in the middle of its work. */
    @Test
    void nobodyWaitsForEverForADatabaseThatFellSilent() throws SQLException {
        try (FreshDatabase database = TestDatabase.MARIADB.fresh();
                FaultyNetwork network = before(database);
                ParleyServer server = ParleyServer.on(database)
                        .with("DATABASE_URL", behind(network, database))
                        .with("PARLEY_DATABASE_PATIENCE", "1s")
                        .unlimited()
                        .label("silent-database")
                        .start()) {
            Person bo = Person.newMember(server.uri(), "Bo");
            long room = bo.createRoom("Silence", "open");
            try (LoadDriver load = new LoadDriver(List.of(bo), List.of(room), IN_FLIGHT, _ -> {})) {
                load.awaitAcknowledged(MESSAGES, RECOVERY);

                network.links().forEach(Link::halfOpen);
                long before = load.acknowledged();
                load.awaitAcknowledged(before + IN_FLIGHT + MESSAGES, RECOVERY);
                load.finish(RECOVERY);

                assertThat(load.refusals()).isEmpty();
                assertThat(stored(database)).isEqualTo(load.tried().size());
            }
        }
    }

    private static long stored(FreshDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from message")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static FaultyNetwork before(FreshDatabase database) {
        URI server = URI.create(database.providerUrl().orElseThrow());
        return FaultyNetwork.to(server.getHost(), server.getPort());
    }

    private static String behind(FaultyNetwork network, FreshDatabase database) {
        return database.jdbcUrl().orElseThrow().replaceFirst("//[^/]+/", "//127.0.0.1:" + network.port() + "/");
    }
}
