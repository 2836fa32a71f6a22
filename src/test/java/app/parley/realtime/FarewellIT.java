package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import app.parley.testing.load.LoadDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is asked to end while people write. */
@ExtendWith(ServerLogsOnFailure.class)
class FarewellIT {

    private static final int SOCKETS = 300;
    private static final int MESSAGES = 100;

    @ParameterizedTest
    @EnumSource
    void everybodyIsToldToComeBackAndNothingThatWasAcknowledgedIsMissing(TestDatabase family, @TempDir Path elsewhere)
            throws Exception {
        try (FreshDatabase database = family.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("PARLEY_STOP_NOTICE", "4s")
                        .unlimited()
                        .label("farewell")
                        .start()) {
            Person bo = Person.newMember(server.uri(), "Bo");
            Person mei = Person.newMember(server.uri(), "Mei");
            long room = bo.createRoom("Last words", "open");
            List<StompConnection> sockets = Stream.concat(
                            Stream.generate(() -> StompConnection.open(mei)).limit(SOCKETS),
                            Stream.of(StompConnection.openSockJs(mei)))
                    .toList();
            try (LoadDriver load = new LoadDriver(List.of(bo), List.of(room), 8, _ -> {})) {
                load.awaitAcknowledged(MESSAGES, Duration.ofSeconds(30));

                server.terminate();
                Awaitility.await("readiness says no")
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> server.readiness().statusCode() == 503);
                server.terminate();

                assertThat(sockets)
                        .allSatisfy(socket -> assertThat(socket.awaitClosed()).contains("1012"));
                server.awaitEnd();
                assertThat(Files.readString(server.log())).doesNotContain(" ERROR ", "\tat ");
                assertThat(stored(database, elsewhere)).isGreaterThanOrEqualTo(load.acknowledged());
            }
        }
    }

    /** In the embedded database, by a copy of its one file. */
    private static long stored(FreshDatabase database, Path elsewhere) throws Exception {
        if (database.kind() == TestDatabase.MARIADB) {
            try (Connection connection = database.connect()) {
                return count(connection);
            }
        }
        Path copy = elsewhere.resolve("parley.db");
        Files.copy(database.dataDirectory().resolve("parley.db"), copy);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
            return count(connection);
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from message")) {
            count.next();
            return count.getLong(1);
        }
    }
}
