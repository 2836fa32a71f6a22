package app.parley.message;

import app.parley.realtime.Broadcaster;
import app.parley.realtime.LiveSessions;
import app.parley.room.Memberships;
import app.parley.room.UnreadCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Memberships memberships;
    private final Unread unread;
    private final LiveSessions live;
    private final Broadcaster broadcaster;
    private final TaskScheduler scheduler;
    private final Duration rest;
    private final Set<Long> due = ConcurrentHashMap.newKeySet();
    private final Map<Long, Instant> quietUntil = new ConcurrentHashMap<>();

    /** @param rest how long the numbers of a room stand still for each person who was told */
    UnreadNotices(
            Memberships memberships,
            Unread unread,
            LiveSessions live,
            Broadcaster broadcaster,
            TaskScheduler taskScheduler,
            @Value("${parley.unread.rest:1ms}") Duration rest) {
        this.memberships = memberships;
        this.unread = unread;
        this.live = live;
        this.broadcaster = broadcaster;
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
            Instant soon = Instant.now().plus(PAUSE);
            Instant quiet = quietUntil.getOrDefault(roomId, soon);
            var _ = scheduler.schedule(() -> tell(roomId), quiet.isAfter(soon) ? quiet : soon);
        }
    }

    private void tell(long roomId) {
        due.remove(roomId);
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
            quietUntil.put(roomId, Instant.now().plus(time));
        } else {
            quietUntil.remove(roomId);
        }
    }
}
