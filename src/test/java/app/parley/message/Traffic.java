package app.parley.message;

import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** People who post, edit what they posted, and delete it again, until they are told to stop. */
final class Traffic implements AutoCloseable {

    private static final int IN_FLIGHT = 4;
    private static final int POSTS = 60;
    private static final int EDITS = 28;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final long room;
    private final List<Talker> talkers;
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private volatile boolean calm;
    private volatile boolean over;

    /** @param people members of the room */
    Traffic(List<Person> people, long room, Random random) {
        this.room = room;
        this.talkers = people.stream()
                .map(person -> new Talker(person, new Random(random.nextLong())))
                .toList();
    }

    void start() {
        talkers.forEach(talker ->
                threads.add(Thread.ofPlatform().daemon().name("talker").start(talker)));
    }

    /** One of them goes on alone. */
    void calmDown() {
        calm = true;
    }

    /** Returns when everything that they did has happened. */
    void finish() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            if (!thread.join(PATIENCE)) {
                throw new AssertionError("A talker does not end; refused " + refusals);
            }
        }
    }

    /** What the server did not do; empty when all is well. */
    List<String> refusals() {
        return refusals;
    }

    @Override
    public void close() {
        over = true;
    }

    private final class Talker implements Runnable {

        private final Person person;
        private final Random random;
        private final Semaphore mayPost = new Semaphore(IN_FLIGHT);
        private final BlockingQueue<Long> acknowledged = new LinkedBlockingQueue<>();
        private final List<Long> own = new ArrayList<>();

        private Talker(Person person, Random random) {
            this.person = person;
            this.random = random;
        }

        @Override
        public void run() {
            try (StompConnection connection = StompConnection.open(person)) {
                connection.subscribe("/user/queue/acks", frame -> acknowledge(frame.json()));
                connection.subscribe("/user/queue/errors", frame -> refusals.add(frame.body()));
                while (!over && !(calm && talkers.getFirst() != this)) {
                    act(connection);
                }
                post(connection); // its answer comes behind everything else that this connection did
                if (!mayPost.tryAcquire(IN_FLIGHT, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    refusals.add("not answered: " + person);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | AssertionError e) {
                refusals.add(person + ": " + e);
                throw e;
            }
        }

        private void act(StompConnection connection) throws InterruptedException {
            acknowledged.drainTo(own);
            int chance = random.nextInt(100);
            if (chance < POSTS || own.isEmpty()) {
                post(connection);
            } else if (chance < POSTS + EDITS) {
                long seq = own.get(random.nextInt(own.size()));
                connection.send(message(seq) + "/edit", Map.of("body", "said otherwise " + random.nextInt()));
            } else {
                long seq = own.remove(random.nextInt(own.size()));
                connection.send(message(seq) + "/delete", Map.of());
            }
        }

        private void post(StompConnection connection) throws InterruptedException {
            if (!mayPost.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Not acknowledged within " + PATIENCE);
            }
            connection.send(
                    "/app/rooms/" + room + "/messages",
                    Map.of("clientId", UUID.randomUUID().toString(), "body", "said " + random.nextInt()));
        }

        private void acknowledge(JsonNode ack) {
            if (ack.path("status").asString().equals("stored")) {
                acknowledged.add(ack.path("seq").asLong());
            } else {
                refusals.add(ack.toString());
            }
            mayPost.release();
        }

        private String message(long seq) {
            return "/app/rooms/" + room + "/messages/" + seq;
        }
    }
}
