package app.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who starts with the profile {@code demo} finds a team that has talked for weeks, and signs in as the log says. */
class DemoIT {

    private record Size(long users, long rooms, long messages, Duration span) {}

    @ParameterizedTest
    @EnumSource
    void theTeamIsThereAndMovesInOnlyOnce(TestDatabase kind) throws SQLException {
        try (FreshDatabase database = kind.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .empty()
                        .with("SPRING_PROFILES_ACTIVE", "demo")
                        .label("demo")
                        .start()) {
            Size moved = size(database);
            assertThat(moved.users()).isEqualTo(6);
            assertThat(moved.rooms()).isEqualTo(7);
            assertThat(moved.messages()).isGreaterThanOrEqualTo(400);
            assertThat(moved.span()).isGreaterThanOrEqualTo(Duration.ofDays(21));
            Person anna = Person.visiting(server.uri()).signIn(Cast.ANNA.username(), DemoTeam.PASSWORD);
            assertThat(anna.get("/rooms/list").expect(200).body().split("data-room=", -1))
                    .hasSize(7 + 1);

            server.stop();
            server.restart();
            assertThat(size(database)).isEqualTo(moved);
        }
    }

    private static Size size(FreshDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from users), (select count(*) from room), count(*),
                        max(created_at) - min(created_at) from message""")) {
            row.next();
            return new Size(row.getLong(1), row.getLong(2), row.getLong(3), Duration.ofMillis(row.getLong(4)));
        }
    }
}
