package app.parley.testing.network;

import app.parley.testing.Line;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.reading.Reading;
import app.parley.testing.reading.Said;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who writes in a room and keeps its list of messages over a bad network, by nothing but the wire contract: what
 * is not acknowledged is sent again with the same client id; an event that is one change ahead is taken, one that is
 * further ahead shows a gap, and a gap, like every new connection, is filled by asking for the changes after the last.
 */
final class Follower implements Runnable {

    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /** After so many heartbeats that did not come, the connection is dead. */
    private static final Duration SILENCE = HEARTBEAT.multipliedBy(4);

    private static final Duration UNANSWERED = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofMillis(50);
    private static final int IN_FLIGHT = 3;

    /** No room has this number, so the refusal proves that the SUBSCRIBEs before it took effect. */
    private static final String PROBE = "/topic/rooms.0";

    private record Sent(String body, long at) {}

    private final Person person;
    private final Line line;
    private final long room;
    private final int messages;
    private final Reading reading = new Reading();
    private final Map<String, Sent> outbox = new LinkedHashMap<>();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private volatile String trouble = "";
    private int made;
    private int connections;
    private int repeated;
    private int gaps;
    private boolean catchUpDue;
    private boolean stopped;

    /** @param messages how many this person writes */
    Follower(Person person, Line line, long room, int messages) {
        this.person = person;
        this.line = line;
        this.room = room;
        this.messages = messages;
    }

    @Override
    public void run() {
        while (!isStopped()) {
            StompConnection connection = null;
            try {
                connection = line.openTransport(person).connect(person.csrfHeader(), person.csrfToken(), HEARTBEAT);
                converse(connection);
            } catch (CompletionException | IllegalStateException | UncheckedIOException | AssertionError e) {
                lost(e);
            } finally {
                if (connection != null) {
                    connection.abort();
                }
            }
        }
    }

    synchronized void stop() {
        stopped = true;
        news.release();
    }

    /** Whether everything that this person wanted to say is acknowledged and everything up to this change is here. */
    synchronized boolean isComplete(long change) {
        return acknowledged.size() == messages && outbox.isEmpty() && reading.seen() == change;
    }

    /** What this person has on the screen. */
    List<Said> transcript() {
        return reading.messages();
    }

    synchronized Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** What contradicts the wire contract; empty when all is well. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized int connections() {
        return connections;
    }

    synchronized int repeated() {
        return repeated;
    }

    synchronized int gaps() {
        return gaps;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void lost(Throwable reason) {
        trouble = reason.toString();
        LockSupport.parkNanos(RECONNECT.toNanos());
    }

    private void converse(StompConnection connection) {
        synchronized (this) {
            connections++;
            catchUpDue = false;
        }
        connection.subscribe("/user/queue/errors", this::refused);
        connection.subscribe("/user/queue/acks", this::answered);
        connection.subscribe("/topic/rooms." + room, this::happened);
        connection.subscribe(PROBE);
        due(Duration.ZERO).forEach((clientId, body) -> send(connection, clientId, body));
        while (!isStopped() && connection.isOpen() && connection.silence().compareTo(SILENCE) < 0) {
            if (isCatchUpDue()) {
                catchUp();
            }
            due(UNANSWERED).forEach((clientId, body) -> send(connection, clientId, body));
            fresh().forEach((clientId, body) -> send(connection, clientId, body));
            rest();
        }
    }

    private synchronized void refused(StompFrame frame) {
        String destination = frame.json().path("destination").asString("");
        if (destination.equals(PROBE)) {
            catchUpDue = true;
            news.release();
        } else if (!destination.startsWith("/app/")) {
            violations.add("refused: " + frame.body());
        }
    }

    private synchronized void answered(StompFrame frame) {
        JsonNode ack = frame.json();
        String clientId = ack.path("clientId").asString("");
        if (ack.path("status").asString("").equals("stored")) {
            long seq = ack.path("seq").asLong();
            Long before = acknowledged.put(clientId, seq);
            if (before != null && before != seq) {
                violations.add(clientId + " acknowledged as " + before + " and as " + seq);
            }
            outbox.remove(clientId);
            news.release();
        } else if (!ack.hasNonNull("retryAfter")) {
            violations.add("rejected for good: " + ack);
        }
    }

    private synchronized void happened(StompFrame frame) {
        heed(() -> reading.hear(frame.json()));
        if (reading.hasGap()) {
            gaps++;
            catchUpDue = true;
            news.release();
        }
    }

    /** What contradicts itself is remembered: here an error would pass for a lost connection. */
    private void heed(Runnable reader) {
        try {
            reader.run();
        } catch (AssertionError e) {
            violations.add(e.getMessage());
        }
    }

    private synchronized boolean isCatchUpDue() {
        return catchUpDue;
    }

    private void catchUp() {
        JsonNode page;
        do {
            page = person.transcript(room, "changed=" + reading.seen());
            take(page);
        } while (page.path("more").asBoolean());
    }

    private synchronized void take(JsonNode page) {
        heed(() -> reading.read(page));
        catchUpDue = page.path("more").asBoolean() || reading.hasGap();
    }

    /** What was sent and not answered for so long; it counts as sent now. */
    private synchronized Map<String, String> due(Duration age) {
        Map<String, String> due = new LinkedHashMap<>();
        outbox.replaceAll((clientId, sent) -> {
            if (System.nanoTime() - sent.at() < age.toNanos()) {
                return sent;
            }
            repeated++;
            due.put(clientId, sent.body());
            return new Sent(sent.body(), System.nanoTime());
        });
        return due;
    }

    private synchronized Map<String, String> fresh() {
        Map<String, String> fresh = new LinkedHashMap<>();
        while (made < messages && outbox.size() < IN_FLIGHT) {
            String clientId = UUID.randomUUID().toString();
            String body = person + " " + ++made;
            outbox.put(clientId, new Sent(body, System.nanoTime()));
            fresh.put(clientId, body);
        }
        return fresh;
    }

    private void send(StompConnection connection, String clientId, String body) {
        connection.send("/app/rooms/" + room + "/messages", Map.of("clientId", clientId, "body", body));
    }

    /** Until something came that asks for an answer, or a moment. */
    private void rest() {
        try {
            var _ = news.tryAcquire(HEARTBEAT.dividedBy(10).toMillis(), TimeUnit.MILLISECONDS);
            news.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized String toString() {
        return "%s by %s: %d made, %d acknowledged, %d in the outbox, change %d, %d connections, last trouble: %s"
                .formatted(
                        person, line, made, acknowledged.size(), outbox.size(), reading.seen(), connections, trouble);
    }
}
