package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A room full of people who all read on at once. Told one by one, {@value #PEOPLE} readers with {@value #STEPS} steps each would
 * be {@value #PEOPLE} × {@value #STEPS} × {@value #PEOPLE} frames; a thousand with one step each a million.
 */
class ReceiptsUnderLoadIT {

    private static final int PEOPLE = 25;
    private static final int STEPS = 20;

    /** A second, for the whole room. */
    private static final int FRAMES = 250;

    @Test
    void framesAreBoundedByTimeAndNotByReadersTimesReaders() {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("parley.receipts.frames", Integer.toString(FRAMES))
                        .start()) {
            Person owner = Person.newMember(server.uri(), "Owner");
            long room = owner.createRoom("Kitchen", "open");
            String topic = "/topic/rooms." + room + ".reads";
            List<StompConnection> lines = new ArrayList<>();
            Set<String> people = new HashSet<>();
            for (int i = 0; i < PEOPLE; i++) {
                Person person = Person.newMember(server.uri(), "Guest");
                person.join(room);
                people.add(person.id());
                StompConnection line = StompConnection.open(person);
                line.subscribe("/user/queue/errors");
                line.subscribe(topic);
                line.settle();
                lines.add(line);
            }
            for (int i = 0; i < STEPS; i++) {
                owner.post(room, "message");
            }
            long began = System.nanoTime();
            try {
                for (int step = 1; step <= STEPS; step++) {
                    for (StompConnection line : lines) {
                        line.send("/app/rooms/" + room + "/read", Map.of("seq", step));
                    }
                }

                Awaitility.await()
                        .untilAsserted(() -> assertThat(lines)
                                .allSatisfy(line ->
                                        assertThat(finished(line, topic)).isEqualTo(people)));

                Duration took = Duration.ofNanos(System.nanoTime() - began);
                long frames = lines.stream()
                        .mapToInt(line -> line.received(topic).size())
                        .sum();
                assertThat(frames)
                        .isGreaterThanOrEqualTo(PEOPLE * PEOPLE)
                        .isLessThanOrEqualTo((took.toMillis() + 1_000) * FRAMES / 1_000);
            } finally {
                lines.forEach(StompConnection::close);
            }
        }
    }

    /** Of whom it was said that they have read everything. */
    private static Set<String> finished(StompConnection line, String topic) {
        return line.received(topic).stream()
                .filter(position -> position.json().path("seq").asInt() == STEPS)
                .map(position -> position.json().path("user").asString())
                .collect(Collectors.toSet());
    }
}
