package app.parley.message;

import app.parley.account.ReadsHidden;
import app.parley.account.User;
import app.parley.realtime.Broadcaster;
import app.parley.realtime.LiveSessions;
import app.parley.realtime.Topic;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells a room how far its members have read, if they want that to be seen. Each person counts once, with the newest
 * position, however often it moved; and a room gets {@code parley.receipts.frames} frames a second at most, so that a thousand
 * who scroll at once do not make a million: they are told a few at a time.
 */
@Component
class Receipts {

    /** How far somebody has read. */
    record Position(long user, long seq) {}

    private static final Logger log = LoggerFactory.getLogger(Receipts.class);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final ReceiptSwitch receiptSwitch;
    private final Memberships memberships;
    private final LiveSessions live;
    private final Broadcaster broadcaster;
    private final long frames;
    private final Map<Long, Set<Long>> moved = new ConcurrentHashMap<>();
    private final Map<Long, Long> restUntil = new ConcurrentHashMap<>();

    /** @param frames so many events times readers a room may get in a second */
    Receipts(
            ReceiptSwitch receiptSwitch,
            Memberships memberships,
            LiveSessions live,
            Broadcaster broadcaster,
            @Value("${parley.receipts.frames:2000}") long frames) {
        this.receiptSwitch = receiptSwitch;
        this.memberships = memberships;
        this.live = live;
        this.broadcaster = broadcaster;
        this.frames = frames;
    }

    /** Whether this person sees, and shows, receipts in this room. */
    boolean areFor(long userId, long roomId) {
        return memberships
                .find(userId, roomId)
                .map(Membership::user)
                .filter(this::areFor)
                .isPresent();
    }

    boolean areFor(User member) {
        return member.showsReads() && receiptSwitch.isOn();
    }

    /**
     * Up to this many others who have read the message, who were in the room when it was written, newest readers first.
     * Those who do not show how far they read are absent.
     */
    List<Membership> readers(Message message, Limit limit) {
        return memberships.readers(message.roomId(), message.seq(), message.authorId(), limit);
    }

    /** Somebody has read on; costs nothing while nobody looks. */
    void moved(long userId, long roomId) {
        if (live.listeners(topic(roomId)) > 0) {
            moved.compute(roomId, (_, waiting) -> {
                Set<Long> all = waiting == null ? new LinkedHashSet<>() : waiting;
                all.add(userId);
                return all;
            });
        }
    }

    /** Who shows nothing sees nothing more, in the pages that are open too. */
    @TransactionalEventListener
    void on(ReadsHidden event) {
        memberships.roomIds(event.userId()).forEach(roomId -> live.revoke(event.userId(), topic(roomId)));
    }

    @Scheduled(fixedDelay = 250)
    void round() {
        if (moved.isEmpty()) {
            return;
        }
        try {
            long now = System.nanoTime();
            restUntil.values().removeIf(until -> until - now <= 0);
            if (receiptSwitch.isOn()) {
                moved.keySet().stream()
                        .filter(roomId -> !restUntil.containsKey(roomId))
                        .forEach(this::tell);
            } else {
                moved.clear();
            }
        } catch (RuntimeException e) {
            log.warn("How far people have read could not be told; it is tried again", e);
        }
    }

    private void tell(long roomId) {
        int readers = Math.max(1, live.listeners(topic(roomId)));
        List<Long> some = take(roomId, Math.max(1, frames / 4 / readers));
        positions(roomId, some)
                .forEach(member -> broadcaster.publishDroppable(
                        topic(roomId), new Position(member.id().userId(), member.lastReadSeq())));
        Duration rest =
                Duration.ofSeconds(1).multipliedBy((long) some.size() * readers).dividedBy(Math.max(1, frames));
        restUntil.put(roomId, System.nanoTime() + rest.toNanos());
    }

    /** Whoever cannot be told of now stays due; the other rooms come first. */
    private List<Membership> positions(long roomId, List<Long> some) {
        try {
            return memberships.positions(roomId, some);
        } catch (RuntimeException e) {
            some.forEach(userId -> moved(userId, roomId));
            restUntil.put(roomId, System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos());
            throw e;
        }
    }

    /** Those who have waited longest. */
    private List<Long> take(long roomId, long most) {
        var some = new ArrayList<Long>();
        moved.computeIfPresent(roomId, (_, waiting) -> {
            waiting.stream().limit(most).forEach(some::add);
            some.forEach(waiting::remove);
            return waiting.isEmpty() ? null : waiting;
        });
        return some;
    }

    private static Topic topic(long roomId) {
        return Topic.of("rooms", roomId, "reads");
    }
}
