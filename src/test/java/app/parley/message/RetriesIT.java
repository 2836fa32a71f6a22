package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Line;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Scale;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import app.parley.testing.reading.Said;
import app.parley.testing.reading.StoredRoom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Guarantee P2: stored exactly once, however often it is sent and whichever way, and every answer is the same. */
@ExtendWith(ServerLogsOnFailure.class)
class RetriesIT {

    private static final String ACKS = "/user/queue/acks";
    /** Of each database: 10,000 on the two. */
    private static final int MESSAGES = Scale.of(5_000);

    private static final int MOST_COPIES = 5;
    private static final int IN_FLIGHT = 40;
    private static final List<String> PEOPLE = List.of("Bo", "Chidi", "Dana", "Emre");

    /** Of a hundred sends; the others go by the native connections. */
    private static final int BY_HTTP = 5;

    private static final int BY_SOCKJS = 10;

    private final Map<String, Draft> drafts = new ConcurrentHashMap<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource
    void whatIsSentAgainAndAgainIsStoredOnce(TestDatabase kind) throws Exception {
        ParleyServer server = ParleyServer.shared(kind);
        Random random = Scale.random("RetriesIT " + kind);
        List<Person> people = PEOPLE.stream()
                .map(name -> Person.newMember(server.uri(), name))
                .toList();
        long room = people.getFirst().createRoom("Retries", "open");
        people.stream().skip(1).forEach(person -> person.join(room));

        int sent = sendAll(people, room, random);

        int answered =
                drafts.values().stream().mapToInt(draft -> draft.answered.get()).sum();
        int dropped =
                drafts.values().stream().mapToInt(draft -> draft.dropped.get()).sum();
        List<Said> rows = StoredRoom.messages(server.database(), room);
        System.out.println(kind + ": " + drafts.size() + " messages, " + sent + " sends, " + answered
                + " answers of which " + dropped + " dropped, " + rows.size() + " rows");
        assertThat(refusals).isEmpty();
        assertThat(drafts).hasSize(MESSAGES);
        assertThat(answered).isEqualTo(sent);
        assertThat(dropped).isBetween(sent / 3, sent / 2 + sent / 6);
        assertThat(rows).hasSameSizeAs(drafts.keySet());
        assertThat(rows).allSatisfy(row -> {
            Draft draft = drafts.get(row.clientId());
            assertThat(draft.answers).containsExactly(new Answer(row.id(), room, row.seq()));
            assertThat(row.body()).isEqualTo(draft.body);
        });
    }

    private int sendAll(List<Person> people, long room, Random random) throws Exception {
        try (var threads = Executors.newFixedThreadPool(people.size())) {
            List<Callable<Integer>> senders = new ArrayList<>();
            for (Person person : people) {
                senders.add(new Sender(person, room, new Random(random.nextLong()))::send);
            }
            int sent = 0;
            for (Future<Integer> sender : threads.invokeAll(senders)) {
                sent += sender.get();
            }
            return sent;
        }
    }

    /** What an author was told. */
    private record Answer(long id, long room, long seq) {}

    /** A message and what became of it; its author believes nothing before accepting an answer. */
    private static final class Draft {

        private final String clientId = UUID.randomUUID().toString();
        private final String body = "said once: " + clientId;
        private final Set<Answer> answers = ConcurrentHashMap.newKeySet();
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger dropped = new AtomicInteger();
        private volatile boolean accepted;
    }

    /** Somebody with three connections and a form, all of which lose half of what comes back. */
    private final class Sender {

        private final Person person;
        private final long room;
        private final Random random;
        private final BlockingQueue<Draft> answered = new LinkedBlockingQueue<>();
        private final List<StompConnection> lines = new ArrayList<>();
        private int sent;

        private Sender(Person person, long room, Random random) {
            this.person = person;
            this.room = room;
            this.random = random;
        }

        /** @return how many times it sent something */
        private int send() throws InterruptedException {
            try {
                for (Line line : List.of(Line.NATIVE, Line.NATIVE, Line.SOCKJS)) {
                    StompConnection connection = line.open(person);
                    connection.subscribe(ACKS, frame -> answer(frame.json()));
                    lines.add(connection);
                }
                Set<Draft> open = new HashSet<>();
                int begun = 0;
                while (begun < MESSAGES / PEOPLE.size() || !open.isEmpty()) {
                    if (begun < MESSAGES / PEOPLE.size() && open.size() < IN_FLIGHT) {
                        open.add(begin());
                        begun++;
                    } else {
                        goOn(open);
                    }
                }
                return sent;
            } finally {
                lines.forEach(StompConnection::close);
            }
        }

        private Draft begin() {
            Draft draft = new Draft();
            drafts.put(draft.clientId, draft);
            int copies = 1 + random.nextInt(MOST_COPIES);
            draft.sent.set(copies);
            for (int i = 0; i < copies; i++) {
                send(draft);
            }
            return draft;
        }

        /** When all that was sent is answered and nothing was believed, it is sent again. */
        private void goOn(Set<Draft> open) throws InterruptedException {
            Draft draft = answered.poll(StompConnection.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (draft == null) {
                throw new AssertionError(open.size() + " messages of " + person + " are not answered; " + refusals);
            } else if (draft.accepted) {
                open.remove(draft);
            } else {
                draft.sent.incrementAndGet();
                send(draft);
            }
        }

        private void send(Draft draft) {
            sent++;
            int chance = random.nextInt(100);
            if (chance < BY_HTTP) {
                JsonNode message = person.post(room, draft.body, draft.clientId)
                        .expect(201)
                        .json();
                note(
                        draft,
                        new Answer(
                                message.path("id").asLong(),
                                room,
                                message.path("seq").asLong()));
            } else {
                StompConnection line =
                        chance < BY_HTTP + BY_SOCKJS ? lines.getLast() : lines.get(random.nextInt(lines.size() - 1));
                line.send("/app/rooms/" + room + "/messages", Map.of("clientId", draft.clientId, "body", draft.body));
            }
        }

        private void answer(JsonNode ack) {
            Draft draft = drafts.get(ack.path("clientId").asString());
            if (draft == null || !ack.path("status").asString().equals("stored")) {
                refusals.add(ack.toString());
            } else {
                note(
                        draft,
                        new Answer(
                                ack.path("id").asLong(),
                                ack.path("room").asLong(),
                                ack.path("seq").asLong()));
            }
        }

        private void note(Draft draft, Answer answer) {
            draft.answers.add(answer);
            synchronized (draft) {
                if (random.nextBoolean()) {
                    draft.accepted = true;
                } else {
                    draft.dropped.incrementAndGet();
                }
                if (draft.answered.incrementAndGet() == draft.sent.get()) {
                    answered.add(draft);
                }
            }
        }
    }
}
