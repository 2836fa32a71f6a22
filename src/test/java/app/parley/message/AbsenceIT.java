package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Line;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Scale;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.TestDatabase;
import app.parley.testing.reading.History;
import app.parley.testing.reading.ReadingAudit;
import app.parley.testing.reading.RoomReader;
import app.parley.testing.reading.Said;
import app.parley.testing.reading.StoredRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Guarantee P4: whoever was away, for one change or for thousands, while people post, edit and delete on, sees afterwards
 * what is there, without gaps or repeats.
 */
@ExtendWith(ServerLogsOnFailure.class)
class AbsenceIT {

    private static final int CLIENTS = Scale.of(50);
    private static final int LONGEST = 5_000;
    private static final int CHANGES = LONGEST + 500;
    private static final List<String> PEOPLE = List.of("Bo", "Chidi", "Dana", "Emre", "Fumiko");
    private static final Duration PATIENCE = Duration.ofMinutes(Scale.of(3));

    @ParameterizedTest
    @EnumSource
    void whoWasAwaySeesWhatIsThere(TestDatabase kind) throws Exception {
        ParleyServer server = ParleyServer.shared(kind);
        Random random = Scale.random("AbsenceIT " + kind);
        List<Person> people = PEOPLE.stream()
                .map(name -> Person.newMember(server.uri(), name))
                .toList();
        long room = people.getFirst().createRoom("Absence", "open");
        people.stream().skip(1).forEach(person -> person.join(room));
        List<Absence> absences = absences(people, room, random);
        try (RoomReader watcher = new RoomReader(people.getFirst(), Line.NATIVE, List.of(room));
                Traffic traffic = new Traffic(people, room, random)) {
            watcher.arrive();
            absences.forEach(absence -> absence.client.arrive());
            List<Long> missed = goAndComeBack(absences, watcher, room, traffic);
            traffic.finish();

            long last = StoredRoom.lastChange(server.database(), room);
            assertThat(traffic.refusals()).isEmpty();
            assertThat(last).isGreaterThanOrEqualTo(CHANGES);
            assertThat(absences)
                    .allSatisfy(absence -> assertThat(absence.client.of(room).awaitSeen(last, PATIENCE))
                            .isTrue());
            assertThat(missed).allMatch(changes -> changes >= 1);
            assertThat(missed).anyMatch(changes -> changes >= LONGEST);

            List<Said> afresh = History.FORWARDS.read(people.getLast(), room);
            ReadingAudit audit = new ReadingAudit();
            audit.compare(
                    "rows", afresh.stream().map(Said::stored).toList(), StoredRoom.messages(server.database(), room));
            audit.compare("by changes", History.BY_CHANGES.read(people.getLast(), room), afresh);
            absences.forEach(absence ->
                    audit.compare(absence.toString(), absence.client.of(room).messages(), afresh));
            System.out.println(kind + ": " + last + " changes, " + afresh.size() + " messages, "
                    + afresh.stream().filter(Said::edited).count() + " edited, "
                    + afresh.stream().filter(Said::deleted).count() + " deleted; missed "
                    + missed.stream().sorted().toList());
            assertThat(audit.findings()).isEmpty();
            assertThat(afresh).anyMatch(Said::deleted).anyMatch(said -> said.edited() && !said.deleted());
        } finally {
            absences.forEach(absence -> absence.client.close());
        }
    }

    /** As many short ones as long ones, on a scale of orders of magnitude; the shortest and the longest among them. */
    private static List<Absence> absences(List<Person> people, long room, Random random) {
        return IntStream.range(0, CLIENTS)
                .mapToObj(i -> {
                    int changes = i == 0 ? LONGEST : (int) Math.exp(random.nextDouble() * Math.log(LONGEST));
                    return new Absence(
                            new RoomReader(
                                    people.get(i % people.size()),
                                    List.of(Line.values()).get(random.nextInt(Line.values().length)),
                                    List.of(room)),
                            random.nextInt(CHANGES - changes),
                            i == 1 ? 1 : changes,
                            random.nextBoolean());
                })
                .toList();
    }

    /** @return how many changes each of them missed at least */
    private static List<Long> goAndComeBack(List<Absence> absences, RoomReader watcher, long room, Traffic traffic)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> clients = new ArrayList<>();
            absences.forEach(absence -> clients.add(() -> absence.happen(watcher, room)));
            List<Future<Long>> running = clients.stream().map(threads::submit).toList();
            traffic.start();
            assertThat(watcher.of(room).awaitSeen(CHANGES, PATIENCE)).isTrue();
            traffic.calmDown();
            List<Long> missed = new ArrayList<>();
            for (Future<Long> client : running) {
                missed.add(client.get());
            }
            return missed;
        }
    }

    /** A client that goes away when so much has happened, and comes back when so much more has. */
    private record Absence(RoomReader client, long after, long changes, boolean abruptly) {

        private long happen(RoomReader watcher, long room) {
            assertThat(watcher.of(room).awaitSeen(after, PATIENCE)).isTrue();
            client.leave(abruptly);
            long left = client.of(room).seen();
            assertThat(watcher.of(room).awaitSeen(left + changes, PATIENCE)).isTrue();
            long missed = watcher.of(room).seen() - left;
            client.arrive();
            return missed;
        }

        @Override
        public String toString() {
            return client + " away for " + changes + " changes after " + after;
        }
    }
}
