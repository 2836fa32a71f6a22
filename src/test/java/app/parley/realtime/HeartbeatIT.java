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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** One arithmetic for all: who asks for the impossible must not silence the server for everybody. */
    @Test
    void whateverIntervalsSomebodyAsksForTheOthersHearTheServer() {
        Person bo = Person.newMember(server.uri(), "Bo");
        List<StompConnection> odd = Stream.of(
                        "0,0",
                        "1,1",
                        "-1,-1",
                        "99999999999,99999999999",
                        "9223372036854775807,9223372036854775807",
                        "-9223372036854775808,-9223372036854775808")
                .map(intervals -> connect(Line.NATIVE, bo, intervals))
                .toList();
        for (StompConnection connection : odd) {
            connection.subscribe("/user/queue/errors");
            connection.send("/app/nothing", Map.of());
            connection.await("/user/queue/errors", _ -> true);
        }

        try (StompConnection bystander = connect(Line.NATIVE, bo)) {
            Awaitility.await("the server says that it is alive")
                    .atMost(INTERVAL.multipliedBy(6))
                    .pollInterval(INTERVAL.dividedBy(4))
                    .until(() -> {
                        bystander.sendRaw("\n");
                        return bystander.heartbeats() >= 2;
                    });
        }
        odd.forEach(StompConnection::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon,often", ",", "1,", ",1", "1.5,1", "9223372036854775808,0", "99999999999999999999,1"})
    void anIntervalThatIsNoNumberIsAMalformedFrame(String intervals) {
        Person bo = Person.newMember(server.uri(), "Bo");
        try (StompConnection broken = connect(Line.NATIVE, bo, intervals)) {
            assertThat(broken.awaitError().header("message")).isEqualTo("Malformed frame");
            broken.awaitClosed();
        }
    }

    private static StompConnection connect(Line line, Person person) {
        return connect(line, person, INTERVAL.toMillis() + "," + INTERVAL.toMillis());
    }

    private static StompConnection connect(Line line, Person person, String intervals) {
        StompConnection connection = line.openTransport(person);
        connection.send(new StompFrame(
                "CONNECT",
                Map.of(
                        "accept-version",
                        "1.2",
                        "host",
                        "parley",
                        "heart-beat",
                        intervals,
                        person.csrfHeader(),
                        person.csrfToken())));
        return connection;
    }
}
