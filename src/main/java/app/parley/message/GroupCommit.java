package app.parley.message;

import app.parley.realtime.SocketsClosing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

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

    private static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** @param isSure whether this was the first try, so that what is in the log already was told when it came there */
    private record Group(List<Outcome> outcomes, boolean isSure) {}

    private final MessageWriter writer;
    private final Mentions mentions;
    private final ApplicationEventPublisher events;
    private final PostingQueue queue;
    private final int largestGroup;

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
            @Value("${parley.posting.capacity:10000}") int capacity,
            @Value("${parley.posting.group:" + LARGEST_GROUP + "}") int group) {
        this.writer = writer;
        this.mentions = mentions;
        this.events = events;
        this.queue = new PostingQueue(capacity, Math.max(1, capacity / 4));
        this.largestGroup = Math.clamp(group, 1, LARGEST_GROUP);
    }

    /** The sockets end when those who posted on them are answered. */
    @EventListener(SocketsClosing.class)
    void answerAll() {
        long begin = System.nanoTime();
        while (unanswered.get() > 0 && System.nanoTime() - begin < PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE_BEFORE_RETRY.toNanos());
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
     *     java.util.concurrent.TimeoutException} if this took too long: then it may still come to be stored, and the same
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
                .exceptionallyComposeAsync(CompletableFuture::failedFuture, Thread::startVirtualThread);
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
        boolean first = isSure;
        while (!group.isEmpty()) {
            try {
                committed.put(new Group(writer.post(group), first));
                return;
            } catch (RuntimeException | Error e) { // whoever posts would wait for a dead thread for ever
                if (isTransient(e) && !queue.isClosed()) {
                    log.warn("{} messages could not be stored yet: {}", group.size(), e.getMessage());
                    first = false;
                    Thread.sleep(PAUSE_BEFORE_RETRY);
                } else if (isTransient(e) || group.size() == 1) {
                    log.error("{} messages could not be stored", group.size(), e);
                    group.forEach(posting -> posting.stored().completeExceptionally(e));
                    return;
                } else {
                    int half = group.size() / 2;
                    write(group.subList(0, half), false);
                    write(group.subList(half, group.size()), false);
                    return;
                }
            }
        }
    }

    private static boolean isTransient(Throwable e) {
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransactionException;
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
