package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.room.RoomMembers;
import app.parley.room.UnreadCounts.Count;
import app.parley.testing.FreshDatabase;
import app.parley.testing.Person;
import app.parley.testing.Scale;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.domain.Limit;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Whatever happens in a room, in whatever order: what each member has not read, and how much of it calls them, is what
 * somebody finds who counts the messages one by one. A thousand sequences, times {@link Scale#of}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "parley.limits.enabled=false")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext // its database goes with it
abstract class Counts {

    private static final int SEQUENCES = 1_000;
    private static final int STEPS = 14;
    private static final int AT_ONCE = 8;

    @Autowired
    private Conversation conversation;

    @Autowired
    private Reading reading;

    @Autowired
    private RoomMembers members;

    @Autowired
    private Unread unread;

    @Autowired
    private Receipts receipts;

    @Autowired
    private Messages log;

    @Autowired
    private Users users;

    @LocalServerPort
    private int port;

    abstract FreshDatabase database();

    static void use(FreshDatabase database, DynamicPropertyRegistry properties) {
        database.environment().forEach((name, value) -> properties.add(name, () -> value));
        properties.add("PARLEY_ADMIN_USERNAME", () -> "ada");
        properties.add("PARLEY_ADMIN_PASSWORD", () -> Person.PASSWORD);
    }

    @AfterAll
    void close() {
        database().close();
    }

    @Test
    void areAlwaysWhatTheMessagesSay() throws Exception {
        Random seeds = Scale.random("counts");
        int each = Scale.of(SEQUENCES) / AT_ONCE;
        List<Callable<Integer>> teams = IntStream.range(0, AT_ONCE)
                .mapToObj(_ -> new Random(seeds.nextLong()))
                .<Callable<Integer>>map(random -> () -> {
                    var team = new Team();
                    return IntStream.range(0, each)
                            .map(_ -> new Sequence(team, random).play())
                            .sum();
                })
                .toList();
        int compared = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Integer> team : executor.invokeAll(teams)) {
                compared += team.get();
            }
        }
        assertThat(compared).isGreaterThan(Scale.of(SEQUENCES) * STEPS);
    }

    /** Olga owns all rooms; the others come and go. */
    private final class Team {

        private final List<Person> people = List.of(member("Olga"), member("Bo"), member("Chidi"));
        private final List<User> accounts = people.stream()
                .map(person -> users.findById(Long.parseLong(person.id())).orElseThrow())
                .toList();

        private Person member(String name) {
            return Person.newMember(URI.create("http://127.0.0.1:" + port), name);
        }
    }

    /** What the room should hold. */
    private static final class Remembered {

        private final long author;
        private Set<Long> called;
        private boolean deleted;

        Remembered(long author, Set<Long> called) {
            this.author = author;
            this.called = called;
        }
    }

    private final class Sequence {

        private final Team team;
        private final Random random;
        private final long room;
        private final List<Remembered> messages = new ArrayList<>();
        private final Map<Long, Long> readUpTo = new HashMap<>();
        private final Map<Long, Long> joinedBehind = new HashMap<>();
        private final List<String> story = new ArrayList<>();
        private int compared;

        Sequence(Team team, Random random) {
            this.team = team;
            this.random = random;
            this.room = team.people.getFirst().createRoom("Sequence", "open");
            readUpTo.put(team.accounts.getFirst().id(), 0L);
            joinedBehind.put(team.accounts.getFirst().id(), 0L);
        }

        /** @return how many numbers were compared */
        int play() {
            for (int step = 0; step < STEPS; step++) {
                step();
                compare();
            }
            return compared;
        }

        private void step() {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> post();
                case 4 -> edit();
                case 5 -> delete();
                case 6 -> read();
                case 7 -> unread();
                default -> comeOrGo();
            }
        }

        private void post() {
            User author = anyMember();
            Text text = text();
            story.add(author.name() + " posts " + text.body());
            conversation.postNow(author, room, Draft.of(UUID.randomUUID().toString(), text.body(), null));
            messages.add(new Remembered(author.id(), text.called()));
        }

        private void edit() {
            User editor = anyMember();
            any(seq -> messages.get(seq - 1).author == editor.id()).ifPresent(seq -> {
                Text text = text();
                story.add(editor.name() + " edits " + seq + ": " + text.body());
                conversation.edit(editor, room, seq, text.body());
                messages.get(seq - 1).called = text.called();
            });
        }

        private void delete() {
            User owner = team.accounts.getFirst();
            any(_ -> true).ifPresent(seq -> {
                story.add(owner.name() + " deletes " + seq);
                conversation.delete(owner, room, seq);
                messages.get(seq - 1).deleted = true;
            });
        }

        private void unread() {
            if (!messages.isEmpty()) {
                User reader = anyMember();
                long seq = 1L + random.nextInt(messages.size());
                story.add(reader.name() + " marks unread from " + seq);
                reading.rewind(reader.id(), room, seq);
                readUpTo.merge(reader.id(), seq - 1, Math::min);
            }
        }

        private void read() {
            if (!messages.isEmpty()) {
                User reader = anyMember();
                long seq = 1L + random.nextInt(messages.size());
                story.add(reader.name() + " reads up to " + seq);
                reading.advance(reader.id(), room, seq);
                readUpTo.merge(reader.id(), seq, Math::max);
            }
        }

        private void comeOrGo() {
            int who = 1 + random.nextInt(2);
            User user = team.accounts.get(who);
            if (readUpTo.remove(user.id()) == null) {
                story.add(user.name() + " comes");
                members.join(user, room);
                readUpTo.put(user.id(), (long) messages.size());
                joinedBehind.put(user.id(), (long) messages.size());
            } else {
                story.add(user.name() + " goes");
                team.people.get(who).leave(room);
            }
        }

        private void compare() {
            for (User user : team.accounts) {
                assertThat(unread.of(user.id(), room))
                        .as("%s in %s", user.name(), story)
                        .isEqualTo(recount(user.id()));
                compared += 2;
            }
            any(_ -> true).ifPresent(this::compareReaders);
        }

        private void compareReaders(int seq) {
            Message message = log.findById(MessageId.clamped(room, seq)).orElseThrow();
            assertThat(receipts.readers(message, Limit.of(10)))
                    .extracting(reader -> reader.user().id())
                    .as("of %s in %s", seq, story)
                    .containsExactlyInAnyOrderElementsOf(readUpTo.keySet().stream()
                            .filter(userId -> userId != messages.get(seq - 1).author)
                            .filter(userId -> readUpTo.get(userId) >= seq && joinedBehind.get(userId) < seq)
                            .toList());
            compared++;
        }

        private Count recount(long userId) {
            Long position = readUpTo.get(userId);
            if (position == null) {
                return Count.NONE;
            }
            List<Remembered> behind = messages.stream()
                    .skip(position)
                    .filter(message -> message.author != userId && !message.deleted)
                    .toList();
            long calls = behind.stream()
                    .filter(message -> message.called.contains(userId) || message.called.contains(Mentions.EVERYBODY))
                    .count();
            return new Count(behind.size(), (int) calls);
        }

        private record Text(String body, Set<Long> called) {}

        private Text text() {
            var body = new StringBuilder("words");
            Set<Long> called = new HashSet<>();
            for (User user : team.accounts) {
                if (random.nextInt(3) == 0) {
                    body.append(" @").append(user.username());
                    called.add(user.id());
                }
            }
            if (random.nextInt(6) == 0) {
                body.append(" @all");
                called.add(Mentions.EVERYBODY);
            }
            return new Text(body.toString(), called);
        }

        private User anyMember() {
            List<User> here = team.accounts.stream()
                    .filter(user -> readUpTo.containsKey(user.id()))
                    .toList();
            return here.get(random.nextInt(here.size()));
        }

        /** The seq of a message that is not deleted. */
        private Optional<Integer> any(IntPredicate suitable) {
            int[] seqs = IntStream.rangeClosed(1, messages.size())
                    .filter(seq -> !messages.get(seq - 1).deleted && suitable.test(seq))
                    .toArray();
            return seqs.length == 0 ? Optional.empty() : Optional.of(seqs[random.nextInt(seqs.length)]);
        }
    }
}
