package app.parley.message;

import app.parley.realtime.SocketsClosing;
import app.parley.storage.DatabaseWatch;
import app.parley.storage.Refusal;
import app.parley.storage.SparseLog;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Posts in groups: whatever came while one commit was on its way to the disk goes into the next one together. Nobody waits
 * for a group to fill. A second thread answers and tells what is committed, so that the disk does not wait for that.
 */
@Component
class GroupCommit implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** More keys than this make the look-up of what was sent before deeper than SQLite allows. */
    private static final int LARGEST_GROUP = 256;

    /** Below the five seconds after which a browser takes a message for lost. */
    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** For a room in which trying costs everybody a second. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** @param isSure whether this was the first try, so that what is in the log already was told when it came there */
    private record Group(List<Outcome> outcomes, boolean isSure) {}

    private final MessageWriter writer;
    private final Mentions mentions;
    private final ApplicationEventPublisher events;
    private final SparseLog late = new SparseLog(log);
    private final DatabaseWatch watch;
    private final PostingQueue queue;
    private final int largestGroup;

    /** Those whose row may be held by somebody else; for the thread that writes. */
    private final Set<Long> heldAuthors = new HashSet<>();

    /** So many groups may be committed and not yet told. */
    private final BlockingQueue<Group> committed = new ArrayBlockingQueue<>(4);

    private final AtomicInteger unanswered = new AtomicInteger();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * @param capacity how many messages may wait; a quarter of them in one room
     * @param group how many messages one commit may store, 1 to 256; 1 shows what grouping is worth
     */
    GroupCommit(
            MessageWriter writer,
            Mentions mentions,
            ApplicationEventPublisher events,
            DatabaseWatch watch,
            @Value("${parley.posting.capacity:10000}") int capacity,
            @Value("${parley.posting.group:" + LARGEST_GROUP + "}") int group) {
        this.writer = writer;
        this.mentions = mentions;
        this.events = events;
        this.watch = watch;
        this.queue = new PostingQueue(capacity, Math.max(1, capacity / 4));
        this.largestGroup = Math.clamp(group, 1, LARGEST_GROUP);
    }

    /** The sockets end when those who posted on them are answered. */
    @EventListener(SocketsClosing.class)
    void answerAll() {
        long begin = System.nanoTime();
        while (unanswered.get() > 0 && System.nanoTime() - begin < PATIENCE.toNanos()) {
            LockSupport.parkNanos(SHORTEST_PAUSE.toNanos());
        }
    }

    @Override
    public void start() {
        queue.open();
        threads.add(Thread.ofPlatform().name("group-commit").start(this::writeAll));
        threads.add(Thread.ofPlatform().name("group-tell").daemon().start(this::tellAll));
    }

    /** What was taken is stored and answered before the database goes. */
    @Override
    public void stop() {
        queue.close();
        try {
            for (Thread thread : threads) {
                thread.join(FAREWELL);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    /** Begins before the web server and ends after it, so that whoever may post is answered. */
    @Override
    public int getPhase() {
        return 1_024;
    }

    /**
     * Takes a message for the next commit.
     *
     * @return completes with the committed message; exceptionally with {@link MessageRejected}, {@link
     *     app.parley.web.NotFound} or {@link app.parley.room.RoomArchived} if it was not taken, and with a {@link
     *     TimeoutException} if this took too long: then it may still come to be stored, and the same
     *     clientId again finds it
     */
    CompletableFuture<Message> submit(Posting posting) {
        unanswered.incrementAndGet();
        // The first to ask is the last to be told: by then the answer is on its way.
        var _ = posting.stored().whenComplete((_, _) -> unanswered.decrementAndGet());
        if (!queue.offer(posting)) {
            posting.stored().completeExceptionally(MessageRejected.busy());
        }
        return posting.stored()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                // The JDK's one clock thread must not carry out what the answer leads to.
                .exceptionallyComposeAsync(this::noteLate, Thread::startVirtualThread);
    }

    private CompletableFuture<Message> noteLate(Throwable why) {
        if (why instanceof TimeoutException) {
            late.warn("A message waits for more than " + PATIENCE.toMillis()
                    + " ms to be stored. It may come to be stored; its author is told to send it again");
        }
        return CompletableFuture.failedFuture(why);
    }

    private void writeAll() {
        try {
            for (List<Posting> group = queue.take(largestGroup); !group.isEmpty(); group = queue.take(largestGroup)) {
                write(group.stream().filter(Posting::isWanted).toList(), true);
            }
            committed.put(new Group(List.of(), true));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What was tried once is tried until its end is known: a try that failed may have been committed all the same, and then
     * has to be told. A group that cannot be stored is halved until what is wrong with it stands alone.
     */
    private void write(List<Posting> group, boolean isSure) throws InterruptedException {
        List<Posting> left = group;
        boolean first = isSure;
        boolean isTriedAgain = false;
        Duration pause = SHORTEST_PAUSE;
        while (!left.isEmpty()) {
            try {
                left = withoutHeldAuthors(left);
                List<Outcome> outcomes = left.isEmpty() ? List.of() : withoutHeldRooms(writer.post(left));
                if (!outcomes.isEmpty()) {
                    committed.put(new Group(outcomes, first));
                }
                return;
            } catch (RuntimeException | Error e) { // whoever posts would wait for a dead thread for ever
                watch.note(e);
                Refusal refusal = queue.isClosed() ? null : Refusal.of(e);
                if (refusal == Refusal.DATABASE) {
                    first = false;
                    Thread.sleep(pause);
                    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                } else if (refusal == Refusal.ROW && !isTriedAgain) { // and so it ended before the commit
                    isTriedAgain = true;
                    left.forEach(posting -> heldAuthors.add(posting.authorId()));
                } else if (refusal == Refusal.ROW) {
                    writeApart(left, first);
                    return;
                } else if (left.size() == 1 || Refusal.of(e) != null) {
                    log.error("{} messages could not be stored", left.size(), e);
                    left.forEach(posting -> posting.stored().completeExceptionally(e));
                    return;
                } else {
                    int half = left.size() / 2;
                    write(left.subList(0, half), false);
                    write(left.subList(half, left.size()), false);
                    return;
                }
            }
        }
    }

    /** Somebody else holds what one of these rooms needs beside its own row; that one rests, for trying makes all wait. */
    private void writeApart(List<Posting> group, boolean isSure) throws InterruptedException {
        Collection<List<Posting>> rooms = group.stream()
                .collect(Collectors.groupingBy(Posting::roomId, LinkedHashMap::new, Collectors.toList()))
                .values();
        if (rooms.size() == 1) {
            queue.putBack(group, REST);
        } else {
            for (List<Posting> room : rooms) {
                write(room, isSure);
            }
        }
    }

    /** Whoever's row somebody else holds is told to come back at once: waiting for it would hold up everybody. */
    private List<Posting> withoutHeldAuthors(List<Posting> group) {
        if (heldAuthors.isEmpty()) {
            return group;
        }
        heldAuthors.retainAll(writer.heldAuthors(heldAuthors));
        group.stream()
                .filter(posting -> heldAuthors.contains(posting.authorId()))
                .forEach(posting -> posting.stored().completeExceptionally(MessageRejected.busy()));
        return group.stream()
                .filter(posting -> !heldAuthors.contains(posting.authorId()))
                .toList();
    }

    /** What is for a room that somebody else holds is tried again before all else of that room. */
    private List<Outcome> withoutHeldRooms(List<Outcome> outcomes) {
        outcomes.stream()
                .filter(outcome -> !(outcome instanceof Outcome.Held))
                .map(outcome -> outcome.posting().roomId())
                .distinct()
                .forEach(queue::goesOn);
        Map<Long, List<Posting>> held = outcomes.stream()
                .filter(Outcome.Held.class::isInstance)
                .map(Outcome::posting)
                .filter(Posting::isWanted)
                .collect(Collectors.groupingBy(Posting::roomId));
        if (queue.isClosed()) {
            held.values()
                    .forEach(room ->
                            room.forEach(posting -> posting.stored().completeExceptionally(MessageRejected.busy())));
        } else {
            held.values().forEach(room -> queue.putBack(room, Duration.ZERO));
        }
        return outcomes.stream()
                .filter(outcome -> !(outcome instanceof Outcome.Held))
                .toList();
    }

    private void tellAll() {
        try {
            for (Group group = committed.take(); !group.outcomes().isEmpty(); group = committed.take()) {
                group.outcomes().forEach(GroupCommit::answer);
                for (Outcome outcome : group.outcomes()) {
                    tell(outcome, group.isSure());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(Outcome outcome) {
        try {
            outcome.answer();
        } catch (RuntimeException | Error e) {
            log.error("A stored message could not be acknowledged", e);
        }
    }

    /** Telling twice does no harm: pages place a message by its number. */
    private void tell(Outcome outcome, boolean isSure) {
        try {
            switch (outcome) {
                case Outcome.Stored stored ->
                    events.publishEvent(new MessagePosted(stored.message(), stored.author(), stored.called()));
                case Outcome.Repeated repeated
                when !isSure ->
                    events.publishEvent(
                            new MessagePosted(repeated.message(), repeated.author(), mentions.of(repeated.message())));
                default -> {}
            }
        } catch (RuntimeException | Error e) {
            log.error("A stored message could not be told", e);
        }
    }
}
