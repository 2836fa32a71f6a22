package app.parley.testing.load;

import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** One person of a {@link LoadDriver}: an outbox, and a connection for as long as it holds. */
final class Writer implements Runnable {

    /** Longer than the server may take to answer, so that how long it took is known. */
    private static final Duration UNANSWERED = Duration.ofSeconds(10);

    private static final Duration LOOK_ROUND = Duration.ofSeconds(1);
    private static final Duration RECONNECT = Duration.ofMillis(50);
    private static final int ONE_IN_THIS_MANY_IS_SENT_TWICE = 20;

    private final Person person;
    private final List<Long> rooms;
    private final int limit;
    private final Consumer<Posted> told;
    private final Random random = new Random();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Map<String, Draft> outbox = new LinkedHashMap<>();
    private final Map<String, Draft> answered = new HashMap<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private volatile String trouble = "";
    private Duration slowestAnswer = Duration.ZERO;
    private long turnedAway;
    private long made;
    private long acknowledged;
    private long repeated;
    private boolean finishing;
    private volatile boolean abandoned;

    Writer(Person person, List<Long> rooms, int limit, Consumer<Posted> told) {
        this.person = person;
        this.rooms = rooms;
        this.limit = limit;
        this.told = told;
    }

    @Override
    public void run() {
        while (!isDone()) {
            try (StompConnection connection = StompConnection.open(person)) {
                converse(connection);
            } catch (CompletionException | IllegalStateException | AssertionError e) {
                trouble = e.toString(); // the server is away; whoever waits for us shows this if it never comes back
                LockSupport.parkNanos(RECONNECT.toNanos());
            }
        }
    }

    long acknowledged() {
        return locked(() -> acknowledged);
    }

    long repeated() {
        return locked(() -> repeated);
    }

    long inFlight() {
        return locked(() -> (long) outbox.size());
    }

    List<String> refusals() {
        return refusals;
    }

    long turnedAway() {
        return locked(() -> turnedAway);
    }

    Duration slowestAnswer() {
        return locked(() -> slowestAnswer);
    }

    Set<String> tried() {
        return locked(() -> {
            Set<String> ids = new HashSet<>(answered.keySet());
            ids.addAll(outbox.keySet());
            return ids;
        });
    }

    void finish() {
        locked(() -> {
            finishing = true;
            change.signalAll();
            return 0L;
        });
    }

    void abandon() {
        abandoned = true;
    }

    private boolean isDone() {
        return abandoned || locked(() -> finishing && outbox.isEmpty() ? 1L : 0L) == 1L;
    }

    private void converse(StompConnection connection) {
        var _ = connection
                .closed()
                .thenRun(() -> locked(() -> {
                    change.signalAll();
                    return 0L;
                }));
        connection.subscribe("/user/queue/acks", frame -> acknowledge(connection, frame));
        connection.subscribe("/user/queue/errors", frame -> {
            // What became of a message is in the answers as well, and more of it.
            if (!frame.json().path("destination").asString("").matches("/app/rooms/\\d+/messages")) {
                refusals.add(frame.body());
            }
        });
        for (Draft draft : forRepetition(true)) {
            send(connection, draft);
        }
        while (connection.isOpen() && !isDone()) {
            forRepetition(false).forEach(draft -> send(connection, draft));
            nextDraft(connection).ifPresent(draft -> send(connection, draft));
        }
    }

    private List<Draft> forRepetition(boolean all) {
        lock.lock();
        try {
            List<Draft> due = new ArrayList<>();
            outbox.replaceAll((_, draft) -> {
                if (!all && System.nanoTime() - draft.dueAt() < 0) {
                    return draft;
                }
                repeated++;
                due.add(draft.sentNow());
                return due.getLast();
            });
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** Makes a new message as soon as there is room in the outbox; empty after a while without, or without a connection. */
    private Optional<Draft> nextDraft(StompConnection connection) {
        lock.lock();
        try {
            long left = LOOK_ROUND.toNanos();
            while ((finishing || outbox.size() >= limit) && !isDone() && connection.isOpen() && left > 0) {
                left = change.awaitNanos(left);
            }
            if (finishing || outbox.size() >= limit || !connection.isOpen()) {
                return Optional.empty();
            }
            made++;
            Draft draft = Draft.sentNow(
                    rooms.get(random.nextInt(rooms.size())),
                    UUID.randomUUID().toString(),
                    Texts.of(person + " " + made, random));
            outbox.put(draft.clientId(), draft);
            return Optional.of(draft);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    private void send(StompConnection connection, Draft draft) {
        connection.send(
                "/app/rooms/" + draft.room() + "/messages", Map.of("clientId", draft.clientId(), "body", draft.body()));
    }

    private void acknowledge(StompConnection connection, StompFrame frame) {
        JsonNode ack = frame.json();
        String clientId = ack.path("clientId").asString("");
        Draft draft = locked(() -> outbox.getOrDefault(clientId, answered.get(clientId)));
        if (draft == null) {
            refusals.add("acknowledged without having been asked to: " + ack);
        } else if (ack.path("status").asString("").equals("rejected") && ack.hasNonNull("retryAfter")) {
            turnAway(clientId, Duration.ofSeconds(ack.path("retryAfter").asLong()));
        } else if (!ack.path("status").asString("").equals("stored")) {
            refusals.add(ack.toString());
            take(clientId, false);
        } else {
            told.accept(new Posted(
                    ack.path("room").asLong(),
                    ack.path("seq").asLong(),
                    ack.path("id").asLong(),
                    clientId,
                    Long.parseLong(person.id()),
                    draft.body()));
            if (take(clientId, true) && random.nextInt(ONE_IN_THIS_MANY_IS_SENT_TWICE) == 0) {
                sendOnceMore(connection, draft);
            }
        }
    }

    /** It stays in the outbox and is sent again when the server says. */
    private void turnAway(String clientId, Duration retryAfter) {
        locked(() -> {
            outbox.computeIfPresent(clientId, (_, draft) -> {
                note(draft);
                turnedAway++;
                return draft.dueIn(retryAfter);
            });
            change.signalAll();
            return 0L;
        });
    }

    private void note(Draft draft) {
        Duration took = Duration.ofNanos(System.nanoTime() - draft.sentAt());
        slowestAnswer = took.compareTo(slowestAnswer) > 0 ? took : slowestAnswer;
    }

    /** Removes it from the outbox. @return whether it was still there, that is whether this is the first answer */
    private boolean take(String clientId, boolean stored) {
        return locked(() -> {
            Draft draft = outbox.remove(clientId);
            if (draft != null) {
                // A repetition may be answered a second time later.
                answered.put(clientId, draft);
                note(draft);
                acknowledged += stored ? 1 : 0;
                change.signalAll();
            }
            return draft != null;
        });
    }

    private void sendOnceMore(StompConnection connection, Draft draft) {
        locked(() -> repeated++);
        Thread.startVirtualThread(() -> send(connection, draft)); // this thread reads and must not wait for itself
    }

    private <T> T locked(Supplier<T> block) {
        lock.lock();
        try {
            return block.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "%s: %d made, %d acknowledged, %d in flight, refused %s, last trouble: %s"
                .formatted(person, made, acknowledged(), inFlight(), refusals, trouble);
    }

    /**
     * A message in the outbox.
     *
     * @param sentAt when it was sent last, by {@link System#nanoTime()}
     * @param dueAt when it is to be sent again unless it is answered
     */
    private record Draft(long room, String clientId, String body, long sentAt, long dueAt) {

        static Draft sentNow(long room, String clientId, String body) {
            long now = System.nanoTime();
            return new Draft(room, clientId, body, now, now + UNANSWERED.toNanos());
        }

        Draft sentNow() {
            return sentNow(room, clientId, body);
        }

        Draft dueIn(Duration time) {
            return new Draft(room, clientId, body, sentAt, System.nanoTime() + time.toNanos());
        }
    }
}
