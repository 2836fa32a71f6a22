package app.parley.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was decided to be told is told, although the server is killed before it could. */
class PushAfterACrashIT {

    @ParameterizedTest
    @EnumSource
    void aNotificationSurvivesTheServerAndWaitsUntilItIsReady(TestDatabase family) throws Exception {
        var browser = new PushReceiver();
        try (FreshDatabase database = family.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("parley.push.allow-private", "true")
                        .with("parley.push.lease", "3s")
                        .start();
                PushService service = new PushService()) {
            Person mei = Person.newMember(server.uri(), "Mei");
            Person bo = Person.newMember(server.uri(), "Bo");
            long room = bo.directRoomWith(mei);
            mei.sendJson("/notifications/push", """
                            {"endpoint": "%s", "keys": {"p256dh": "%s", "auth": "%s"}}""".formatted(service.uri("/mei"), browser.p256dh(), browser.auth()))
                    .expect(204);
            service.answering(503);
            bo.post(room, "are you there?");
            Awaitility.await().until(() -> !service.received().isEmpty());

            server.kill();
            execute(database, "update push_outbox set due_at = 1, attempts = 0");
            service.answering(201);
            int before = service.received().size();
            server.restart();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> service.received().size() > before);
            assertThat(browser.read(service.received().getLast())).contains("are you there?");
            assertThat(Files.readString(server.log())).doesNotContain("\tat ");
        }
    }

    private static void execute(FreshDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
