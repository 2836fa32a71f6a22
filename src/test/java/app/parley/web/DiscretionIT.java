package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.net.HttpCookie;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people entrust to the server does not stand in its log, whether things go well or not. */
class DiscretionIT {

    private static final String TEXT = "the-lighthouse-keeper-reads-at-night";

    @ParameterizedTest
    @EnumSource
    void theLogHoldsNoPasswordNoTokenAndNoText(TestDatabase kind) throws Exception {
        try (FreshDatabase database = kind.fresh();
                ParleyServer server = ParleyServer.on(database).start()) {
            Person bo = Person.newMember(server.uri(), "Bo");
            long room = bo.createRoom("Quiet", "closed");
            String clientId = UUID.randomUUID().toString();

            bo.post(room, TEXT, clientId).expect(201);
            bo.post(room, TEXT + "\u0007", UUID.randomUUID().toString()).expect(422);
            bo.get("/rooms/" + TEXT).expect(404);
            bo.get("/rooms/" + room + "/messages?before=" + TEXT, "application/json")
                    .expect(400);
            Person.visiting(server.uri())
                    .submit("/login", "/login", Map.of("username", "bo", "password", TEXT))
                    .expect(422);
            talkAndFail(bo, room);
            List<String> secrets = new ArrayList<>(List.of(TEXT, Person.PASSWORD, bo.csrfToken()));
            bo.cookies().stream().map(HttpCookie::getValue).forEach(secrets::add);

            assertThat(secrets).hasSizeGreaterThan(4);
            assertThat(Files.readString(server.log()))
                    .contains("Parley is ready")
                    .doesNotContain(secrets);
        }
    }

    private static void talkAndFail(Person bo, long room) {
        try (StompConnection connection = StompConnection.open(bo)) {
            connection.subscribe("/user/queue/acks");
            connection.subscribe("/user/queue/errors");
            connection.post(room, UUID.randomUUID().toString(), TEXT);
            connection.send("/app/rooms/" + room + "/messages", Map.of("clientId", TEXT, "body", TEXT));
            connection.send(new StompFrame("SEND", Map.of("destination", "/app/rooms/" + room + "/messages"), TEXT));
            connection.send(new StompFrame("SUBSCRIBE", Map.of("id", TEXT)));
            connection.awaitClosed();
        }
    }
}
