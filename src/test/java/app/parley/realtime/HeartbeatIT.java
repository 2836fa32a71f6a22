package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Line;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Heartbeats, at a tenth of the usual interval: what takes a second here takes ten in life, and a silent peer that is gone
 * in three is gone in thirty.
 */
class HeartbeatIT {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static FreshDatabase database;
    private static ParleyServer server;

    @BeforeAll
    static void start() {
        database = TestDatabase.SQLITE.fresh();
        server = ParleyServer.on(database)
                .with("PARLEY_SOCKET_HEARTBEAT", INTERVAL.toMillis() + "ms")
                .label("heartbeat")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void aSilentPeerIsGoneAndOneThatBeatsStays() {
        Person bo = Person.newMember(server.uri(), "Bo");
        Map<Line, StompConnection> silent = new EnumMap<>(Line.class);
        Map<Line, StompConnection> beating = new EnumMap<>(Line.class);
        for (Line line : Line.values()) {
            silent.put(line, connect(line, bo));
            beating.put(line, connect(line, bo));
        }

        Awaitility.await("the silent ones are gone")
                .atMost(INTERVAL.multipliedBy(6))
                .pollInterval(INTERVAL.dividedBy(4))
                .untilAsserted(() -> {
                    beating.values().forEach(connection -> connection.sendRaw("\n"));
                    assertThat(silent.values()).noneMatch(StompConnection::isOpen);
                });

        assertThat(beating.values()).allSatisfy(connection -> {
            assertThat(connection.isOpen()).isTrue();
            assertThat(connection.heartbeats()).isGreaterThanOrEqualTo(2);
        });
        beating.values().forEach(StompConnection::close);
    }

    private static StompConnection connect(Line line, Person person) {
        String both = INTERVAL.toMillis() + "," + INTERVAL.toMillis();
        StompConnection connection = line.openTransport(person);
        connection.send(new StompFrame(
                "CONNECT",
                Map.of(
                        "accept-version",
                        "1.2",
                        "host",
                        "parley",
                        "heart-beat",
                        both,
                        person.csrfHeader(),
                        person.csrfToken())));
        return connection;
    }
}
