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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A reader that stops reading delays nobody, costs bounded memory, loses its socket, and is complete when it returns. */
class SlowReadersIT {

    private static final int READERS = 50;
    private static final int STALLED = 10;
    private static final int MESSAGES = 500;

    /** Bytes that no compression makes smaller, so that the buffers of the sockets fill. */
    private static final int RANDOM_BYTES = 7_000;

    private static final Duration GIVEN_UP = Duration.ofSeconds(15);
    /** How long somebody without a socket still counts as here. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration FLOOD = Duration.ofMinutes(2);

    private FreshDatabase database;
    private ParleyServer server;

    @BeforeEach
    void start() {
        database = TestDatabase.SQLITE.fresh();
        server = ParleyServer.on(database)
                .unlimited()
                .with("JAVA_TOOL_OPTIONS", "-Xmx256m")
                .label("slow-readers")
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void whoStopsReadingHarmsOnlyThemselves(Line line) {
        Person ada = Person.newMember(server.uri(), "Ada");
        Person sleeper = Person.newMember(server.uri(), "Sleepy");
        long room = ada.createRoom("Firehose", "open");
        sleeper.join(room);
        String topic = "/topic/rooms." + room;
        CountDownLatch awake = new CountDownLatch(1);
        List<StompConnection> stalled = new ArrayList<>();
        List<List<Integer>> heard = new ArrayList<>();
        List<StompConnection> readers = new ArrayList<>();
        try (StompConnection writer = StompConnection.open(ada)) {
            for (int i = 0; i < READERS; i++) {
                StompConnection reader = StompConnection.open(ada);
                List<Integer> events = Collections.synchronizedList(new ArrayList<>());
                reader.subscribe(topic, frame -> events.add(frame.body().hashCode()));
                readers.add(reader);
                heard.add(events);
            }
            for (int i = 0; i < STALLED; i++) {
                StompConnection reader = line.open(sleeper);
                reader.subscribe(topic, frame -> sleep(awake));
                stalled.add(reader);
            }
            writer.subscribe(topic);
            writer.subscribe("/user/queue/acks");
            assertThat(onlyReaderIsOnline(ada, room)).isFalse();
            List<Integer> written = write(writer, room);

            List<StompFrame> events = writer.awaitCount(topic, MESSAGES);
            assertThat(bodies(events)).isEqualTo(written);
            List<Integer> expected =
                    events.stream().map(event -> event.body().hashCode()).toList();
            Awaitility.await("everybody else is complete")
                    .atMost(FLOOD)
                    .untilAsserted(() -> assertThat(heard).allMatch(expected::equals));
            assertThat(readers).allMatch(StompConnection::isOpen);
            Awaitility.await("the stalled are given up")
                    .atMost(GIVEN_UP.plus(GRACE))
                    .until(() -> onlyReaderIsOnline(ada, room));
            awake.countDown();
            stalled.forEach(reader -> assertThat(reader.closed()).succeedsWithin(FLOOD));

            assertThat(caughtUp(sleeper, room)).isEqualTo(written);
        } finally {
            awake.countDown();
            Stream.concat(readers.stream(), stalled.stream()).forEach(StompConnection::close);
        }
    }

    /** @return the hash codes of the bodies: of the bodies themselves there would be too many */
    private static List<Integer> write(StompConnection writer, long room) {
        Random random = new Random(42);
        List<Integer> hashes = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            byte[] noise = new byte[RANDOM_BYTES];
            random.nextBytes(noise);
            String body = "`" + Base64.getEncoder().encodeToString(noise) + "`";
            assertThat(writer.post(room, UUID.randomUUID().toString(), body)
                            .path("status")
                            .asString())
                    .isEqualTo("stored");
            hashes.add(body.hashCode());
        }
        return hashes;
    }

    private static List<Integer> bodies(List<StompFrame> events) {
        return events.stream()
                .map(event ->
                        event.json().path("message").path("body").asString().hashCode())
                .toList();
    }

    private static List<Integer> caughtUp(Person person, long room) {
        List<Integer> bodies = new ArrayList<>();
        JsonNode page = person.transcript(room, "changed=0");
        for (; ; page = person.transcript(room, "changed=" + page.path("change").asLong())) {
            page.path("messages")
                    .forEach(message ->
                            bodies.add(message.path("body").asString().hashCode()));
            if (!page.path("more").asBoolean()) {
                return bodies;
            }
        }
    }

    /** Whether the list of members shows nobody as online but the one who asks. */
    private static boolean onlyReaderIsOnline(Person person, long room) {
        String members = person.get("/rooms/" + room + "/members").expect(200).body();
        return members.split(">Online<", -1).length - 1 == 1;
    }

    private static void sleep(CountDownLatch awake) {
        try {
            awake.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
