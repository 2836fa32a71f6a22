package app.parley.testing.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Line;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Scale;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import app.parley.testing.reading.Said;
import app.parley.testing.reading.StoredRoom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guarantees P2 to P4 over a network that delays, cuts and swallows, at a tenth of the usual heartbeat. */
@ExtendWith(ServerLogsOnFailure.class)
class BadNetworkIT {

    private static final List<String> PEOPLE = List.of("Bo", "Chidi", "Dana", "Emre", "Fumiko", "Galina");
    private static final int SOCKETS_PER_PERSON = 6;
    private static final int MESSAGES = 60;
    private static final int FAULTS = 250;
    private static final int LONGEST_PAUSE = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Three heartbeats and the closing, which takes up to five seconds whatever the heartbeat; in life below a minute. */
    private static final Duration DEAD_PEER = Follower.HEARTBEAT.multipliedBy(4).plusSeconds(6);

    private static FreshDatabase database;
    private static ParleyServer server;
    private static FaultyNetwork network;

    @BeforeAll
    static void start() {
        database = TestDatabase.SQLITE.fresh();
        server = ParleyServer.on(database)
                .with("PARLEY_SOCKET_HEARTBEAT", Follower.HEARTBEAT.toMillis() + "ms")
                .with("PARLEY_LIMITS_MESSAGES_BURST", "1000000")
                .with("PARLEY_LIMITS_FRAMES_BURST", "1000000")
                .with("PARLEY_LIMITS_SOCKETS_PER_PERSON", Integer.toString(SOCKETS_PER_PERSON))
                .label("bad-network")
                .start();
        network = FaultyNetwork.to("127.0.0.1", server.uri().getPort());
    }

    @AfterAll
    static void stop() {
        network.close();
        server.close();
        database.close();
    }

    @Test
    void everyReaderHoldsWhatTheDatabaseHoldsWhateverTheNetworkDoes() throws SQLException {
        Person ada = server.administrator();
        long room = ada.createRoom("Bad network", "open");
        List<Follower> followers = follow(room);
        List<Thread> threads = followers.stream()
                .map(follower -> Thread.ofPlatform().daemon().name("follower").start(follower))
                .toList();
        Weather weather = new Weather(network, Scale.random("weather"));

        storm(weather, ada, room);
        weather.clearUp();
        Awaitility.await("everybody is complete").atMost(PATIENCE).untilAsserted(() -> {
            long change = StoredRoom.lastChange(database, room);
            assertThat(followers).allMatch(follower -> follower.isComplete(change));
        });
        followers.forEach(Follower::stop);

        List<Said> stored = StoredRoom.messages(database, room);
        int reconnections = followers.stream()
                .mapToInt(follower -> follower.connections() - 1)
                .sum();
        System.out.println(weather.struck() + ", " + reconnections + " reconnections, "
                + followers.stream().mapToInt(Follower::repeated).sum() + " sent again, "
                + followers.stream().mapToInt(Follower::gaps).sum() + " gaps seen, " + stored.size() + " messages");
        assertThat(followers).allSatisfy(follower -> {
            assertThat(follower.violations()).isEmpty();
            assertThat(follower.transcript()).extracting(Said::stored).isEqualTo(stored);
        });
        assertThat(stored).extracting(Said::clientId).doesNotHaveDuplicates();
        assertThat(stored.stream().collect(Collectors.toMap(Said::clientId, Said::seq)))
                .containsAllEntriesOf(followers.stream()
                        .flatMap(follower -> follower.acknowledged().entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(weather.struck()).allSatisfy((_, times) -> assertThat(times).isPositive());
        assertThat(reconnections).isPositive();
        Awaitility.await("the followers end")
                .atMost(PATIENCE)
                .until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    /** Nobody tells the server that they are gone, so it must find out; their places are free again then. */
    @ParameterizedTest
    @EnumSource
    void aHalfOpenPeerIsGoneSoon(Line line) {
        Person bo = Person.newMember(network.uri(), "Bo");
        Person boElsewhere =
                Person.visiting(server.uri()).signIn(Objects.requireNonNull(bo.username()), Person.PASSWORD);
        List<StompConnection> connections = Stream.generate(() -> connect(line, bo))
                .limit(SOCKETS_PER_PERSON)
                .toList();
        assertThatThrownBy(() -> connect(line, boElsewhere))
                .hasMessageMatching("(?s).*(429|WebSocketHandshakeException).*");

        network.onConnect(Link::halfOpen); // or SockJS's next heartbeat would take a new connection
        network.links().forEach(Link::halfOpen);

        Awaitility.await("a place is free").atMost(DEAD_PEER).ignoreExceptions().until(() -> {
            connect(line, boElsewhere).abort();
            return true;
        });
        connections.forEach(StompConnection::abort);
        network.onConnect(_ -> {});
        network.links().forEach(Link::cut);
    }

    private static List<Follower> follow(long room) {
        List<Follower> followers = new ArrayList<>();
        for (String name : PEOPLE) {
            Person person = Person.newMember(network.uri(), name);
            person.join(room);
            Line line = followers.size() % 2 == 0 ? Line.NATIVE : Line.SOCKJS;
            followers.add(new Follower(person, line, room, Scale.of(MESSAGES)));
        }
        return followers;
    }

    /** Ada has a good line; what she changes are messages of long ago that nobody would ask for again. */
    private static void storm(Weather weather, Person ada, long room) {
        Random random = Scale.random("pauses");
        long edited = ada.post(room, "first").path("seq").asLong();
        for (int fault = 1; fault <= Scale.of(FAULTS); fault++) {
            weather.strike();
            if (fault % 10 == 0) {
                ada.post("/rooms/" + room + "/messages/" + edited, Map.of("body", "changed " + fault))
                        .expect(303);
            }
            if (fault % 50 == 0) {
                ada.post("/rooms/" + room + "/messages/" + edited + "/delete", Map.of())
                        .expect(303);
                edited = ada.post(room, "another").path("seq").asLong();
            }
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LONGEST_PAUSE)).toNanos());
        }
    }

    private static StompConnection connect(Line line, Person person) {
        return line.openTransport(person).connect(person.csrfHeader(), person.csrfToken(), Follower.HEARTBEAT);
    }
}
