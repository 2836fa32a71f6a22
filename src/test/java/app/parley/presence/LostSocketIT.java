package app.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import app.parley.testing.network.FaultyNetwork;
import app.parley.testing.network.Link;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A machine that falls asleep or a cable that is pulled: nobody says goodbye, and it counts out within a minute. */
class LostSocketIT {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    @Test
    void whoeverIsNotHeardOfAnyMoreIsOffline() {
        ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
        FaultyNetwork network =
                FaultyNetwork.to(server.uri().getHost(), server.uri().getPort());
        Person ada = Person.newMember(network.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = bo.createRoom("Kitchen", "open");
        ada.join(room);
        String topic = "/topic/rooms." + room + ".presence";
        try (network;
                StompConnection reader = StompConnection.open(bo)) {
            StompConnection.openTransport(ada).connect(ada.csrfHeader(), ada.csrfToken(), HEARTBEAT);
            reader.subscribe(topic);
            reader.await(
                    topic,
                    digest -> digest.path("users").path(ada.id()).asString("").equals("online"));

            network.links().forEach(Link::halfOpen);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(reader.received(topic)
                                    .getLast()
                                    .json()
                                    .path("users")
                                    .path(ada.id())
                                    .asString(""))
                            .isEqualTo("offline"));
        }
    }
}
