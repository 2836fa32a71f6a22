package app.parley.message;

import app.parley.realtime.Broadcaster;
import app.parley.realtime.LiveSessions;
import app.parley.room.Memberships;
import app.parley.room.UnreadCounts;
import app.parley.storage.DatabaseWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Moves the numbers in the room lists of those who are here. However fast a room is, each of them hears of it at most
 * {@linkplain #PAUSE four times a second}, and the room itself never waits. However large it is, a thousand are told in a
 * second: the numbers of a room with ten thousand people move every ten seconds.
 */
@Component
class UnreadNotices {

    private static final Logger log = LoggerFactory.getLogger(UnreadNotices.class);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Memberships memberships;
    private final Unread unread;
    private final LiveSessions live;
    private final Broadcaster broadcaster;
    private final DatabaseWatch database;
    private final TaskScheduler scheduler;
    private final Duration rest;
    private final Set<Long> due = ConcurrentHashMap.newKeySet();

    /** By {@link System#nanoTime()}. */
    private final Map<Long, Long> quietUntil = new ConcurrentHashMap<>();

    /** @param rest how long the numbers of a room stand still for each person who was told */
    UnreadNotices(
            Memberships memberships,
            Unread unread,
            LiveSessions live,
            Broadcaster broadcaster,
            DatabaseWatch database,
            TaskScheduler taskScheduler,
            @Value("${parley.unread.rest:1ms}") Duration rest) {
        this.memberships = memberships;
        this.unread = unread;
        this.live = live;
        this.broadcaster = broadcaster;
        this.database = database;
        this.scheduler = taskScheduler;
        this.rest = rest;
    }

    @EventListener
    void on(MessagePosted event) {
        later(event.message().roomId());
    }

    /** It may call somebody now, or nobody any more. */
    @EventListener
    void on(MessageEdited event) {
        later(event.message().roomId());
    }

    @EventListener
    void on(MessageDeleted event) {
        later(event.message().roomId());
    }

    private void later(long roomId) {
        if (due.add(roomId)) {
            schedule(roomId, PAUSE);
        }
    }

    private void schedule(long roomId, Duration least) {
        long now = System.nanoTime();
        Duration quiet = Duration.ofNanos(quietUntil.getOrDefault(roomId, now) - now);
        var _ = scheduler.schedule(() -> tell(roomId), Instant.now().plus(quiet.compareTo(least) > 0 ? quiet : least));
    }

    /** What cannot be told stays due until it is told, however long the database is away. */
    private void tell(long roomId) {
        if (database.isRefusing()) {
            schedule(roomId, PAUSE_AFTER_FAILURE);
            return;
        }
        due.remove(roomId);
        try {
            tellNow(roomId);
        } catch (RuntimeException e) {
            log.warn("The unread numbers of room {} could not be told; they stay due", roomId, e);
            if (due.add(roomId)) {
                schedule(roomId, PAUSE_AFTER_FAILURE);
            }
        }
    }

    private void tellNow(long roomId) {
        Set<Long> here = live.online(memberships.listedBy(roomId));
        rest(roomId, rest.multipliedBy(here.size()));
        if (!here.isEmpty()) {
            Map<Long, UnreadCounts.Count> counts = unread.ofRoom(roomId, here);
            here.forEach(userId -> broadcaster.tell(
                    userId,
                    "rooms",
                    UnreadNotice.unread(roomId, counts.getOrDefault(userId, UnreadCounts.Count.NONE))));
        }
    }

    private void rest(long roomId, Duration time) {
        if (time.compareTo(PAUSE) > 0) {
            quietUntil.put(roomId, System.nanoTime() + time.toNanos());
        } else {
            quietUntil.remove(roomId);
        }
    }
}
