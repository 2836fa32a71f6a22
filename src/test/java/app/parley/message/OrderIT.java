package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Line;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Scale;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.TestDatabase;
import app.parley.testing.load.LoadDriver;
import app.parley.testing.load.Posted;
import app.parley.testing.reading.History;
import app.parley.testing.reading.ReadingAudit;
import app.parley.testing.reading.RoomReader;
import app.parley.testing.reading.Said;
import app.parley.testing.reading.StoredRoom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guarantee P3: a room has one order, the same for every reader, live, in history, by catching up and in the rows. */
@ExtendWith(ServerLogsOnFailure.class)
class OrderIT {

    private static final int WRITERS = 20;
    private static final int READERS = 10;
    private static final int MESSAGES = Scale.of(20_000);
    private static final List<String> PEOPLE = List.of("Bo", "Chidi", "Dana", "Emre", "Fumiko");
    private static final List<Line> LINES = List.of(Line.values());
    private static final int ROOMS = 4;
    private static final int IN_FLIGHT = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(Scale.of(3));

    @ParameterizedTest
    @EnumSource
    void aRoomIsTheSameListEverywhere(TestDatabase kind) throws Exception {
        ParleyServer server = ParleyServer.shared(kind);
        List<Person> people = PEOPLE.stream()
                .map(name -> Person.newMember(server.uri(), name))
                .toList();
        List<Long> rooms = rooms(people);
        List<RoomReader> readers = IntStream.range(0, READERS)
                .mapToObj(i -> new RoomReader(people.get(i % PEOPLE.size()), LINES.get(i % LINES.size()), rooms))
                .toList();
        Map<String, Posted> told = new ConcurrentHashMap<>();
        try {
            readers.forEach(RoomReader::arrive);
            write(people, rooms, told);

            Map<Long, List<Said>> stored = stored(server, rooms);
            readers.forEach(reader -> rooms.forEach(room -> assertThat(
                            reader.of(room).awaitSeen(stored.get(room).size(), PATIENCE))
                    .as(reader + " has heard all")
                    .isTrue()));

            assertThat(stored.values().stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(MESSAGES);
            stored.forEach((room, messages) -> assertAsTold(room, messages, told));
            assertSame(readers, histories(people, rooms), stored);
        } finally {
            readers.forEach(RoomReader::close);
        }
    }

    private static List<Long> rooms(List<Person> people) {
        List<Long> rooms = new ArrayList<>();
        for (int i = 1; i <= ROOMS; i++) {
            long room = people.getFirst().createRoom("Order " + i, "open");
            people.stream().skip(1).forEach(person -> person.join(room));
            rooms.add(room);
        }
        return rooms;
    }

    private static void write(List<Person> people, List<Long> rooms, Map<String, Posted> told) {
        List<Person> writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> people.get(i % people.size()))
                .toList();
        try (LoadDriver load =
                new LoadDriver(writers, rooms, IN_FLIGHT, posted -> told.put(posted.clientId(), posted))) {
            load.awaitAcknowledged(MESSAGES, PATIENCE);
            load.finish(PATIENCE);
            assertThat(load.refusals()).isEmpty();
        }
    }

    private static Map<Long, List<Said>> stored(ParleyServer server, List<Long> rooms) throws SQLException {
        Map<Long, List<Said>> stored = new HashMap<>();
        for (long room : rooms) {
            stored.put(room, StoredRoom.messages(server.database(), room));
        }
        return stored;
    }

    /** The rows are numbered without a hole, and each is what its author was told. */
    private static void assertAsTold(long room, List<Said> messages, Map<String, Posted> told) {
        assertThat(messages)
                .extracting(Said::seq)
                .isEqualTo(LongStream.rangeClosed(1, messages.size()).boxed().toList());
        assertThat(messages)
                .allSatisfy(said -> assertThat(told.get(said.clientId()))
                        .isEqualTo(
                                new Posted(room, said.seq(), said.id(), said.clientId(), said.author(), said.body())));
    }

    /** Every room in each of the three ways, by different people at once. */
    private static Map<Long, Map<History, List<Said>>> histories(List<Person> people, List<Long> rooms)
            throws InterruptedException, ExecutionException {
        Map<Long, Map<History, Future<List<Said>>>> reading = new HashMap<>();
        Map<Long, Map<History, List<Said>>> read = new HashMap<>();
        try (var threads = Executors.newFixedThreadPool(PEOPLE.size())) {
            for (long room : rooms) {
                for (History way : History.values()) {
                    Person person = people.get(
                            reading.values().stream().mapToInt(Map::size).sum() % people.size());
                    reading.computeIfAbsent(room, _ -> new HashMap<>())
                            .put(way, threads.submit(() -> way.read(person, room)));
                }
            }
            for (long room : rooms) {
                for (History way : History.values()) {
                    read.computeIfAbsent(room, _ -> new HashMap<>())
                            .put(way, reading.get(room).get(way).get());
                }
            }
        }
        return read;
    }

    private static void assertSame(
            List<RoomReader> readers, Map<Long, Map<History, List<Said>>> histories, Map<Long, List<Said>> stored) {
        ReadingAudit audit = new ReadingAudit();
        stored.forEach((room, messages) -> {
            List<Said> list = histories.get(room).get(History.FORWARDS);
            audit.compare("rows", list.stream().map(Said::stored).toList(), messages);
            histories.get(room).forEach((way, other) -> audit.compare(way.name(), other, list));
            for (RoomReader reader : readers) {
                audit.compare(reader.toString(), reader.of(room).messages(), list);
                if (reader.arrivals() == 1) { // a line that holds loses nothing
                    audit.compare(reader + ", live", reader.of(room).heard(), list);
                }
            }
        });
        System.out.println(stored.values().stream().mapToInt(List::size).sum() + " messages, caught up "
                + readers.stream()
                        .map(reader -> reader + ": "
                                + stored.keySet().stream()
                                        .mapToInt(room -> reader.of(room).caughtUp())
                                        .sum()
                                + " after " + reader.arrivals() + " arrivals")
                        .toList());
        assertThat(audit.findings()).isEmpty();
    }
}
