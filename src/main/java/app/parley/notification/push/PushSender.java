package app.parley.notification.push;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.message.MessageLog;
import app.parley.message.RoomRead;
import app.parley.notification.Excerpt;
import app.parley.notification.QuietHours;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.room.RoomTitles;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends what the outbox holds, looking twice a second, many at a time: a push service that is slow delays nobody else. */
@Component
class PushSender implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PushSender.class);

    private static final int AT_ONCE = 50;

    /** Nobody wants to hear of it later. */
    private static final Duration LIFETIME = Duration.ofHours(12);

    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int MOST_ATTEMPTS = 10;
    private static final int LONGEST_TEXT = 200;

    private final PushOutbox outbox;
    private final PushSubscriptions subscriptions;
    private final PushDelivery delivery;
    private final MessageLog messages;
    private final Memberships memberships;
    private final RoomTitles titles;
    private final Users users;
    private final QuietHours quietHours;
    private final JsonMapper json;
    private final ConcurrentLinkedQueue<RoomRead> reads = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable ExecutorService threads;

    PushSender(
            PushOutbox outbox,
            PushSubscriptions subscriptions,
            PushDelivery delivery,
            MessageLog messages,
            Memberships memberships,
            RoomTitles titles,
            Users users,
            QuietHours quietHours,
            JsonMapper json) {
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.delivery = delivery;
        this.messages = messages;
        this.memberships = memberships;
        this.titles = titles;
        this.users = users;
        this.quietHours = quietHours;
        this.json = json;
    }

    @Override
    public void start() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /** Waits for what is under way, so that it is noted; what takes longer is sent again after its lease. */
    @Override
    public void stop() {
        ExecutorService sending = threads;
        threads = null;
        if (sending == null) {
            return;
        }
        sending.shutdown();
        try {
            if (!sending.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                sending.shutdownNow();
            }
        } catch (InterruptedException _) {
            sending.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    /** When no round can begin any more. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Scheduled(initialDelay = 0)
    void takeBackWhatWasReadMeanwhile() {
        outbox.readMeanwhile();
    }

    @EventListener
    void on(RoomRead event) {
        reads.add(event);
    }

    @Scheduled(fixedDelay = 500)
    void round() {
        try {
            for (RoomRead read = reads.peek(); read != null; read = reads.peek()) {
                takeBack(read);
                reads.remove();
            }
            if (outbox.mayBeDue()) {
                send();
            }
        } catch (RuntimeException e) {
            log.warn("Notifications could not be sent; the next round tries again", e);
        }
    }

    private void takeBack(RoomRead read) {
        List<Long> theirs = subscriptions.of(read.userId()).stream()
                .map(PushSubscription::id)
                .toList();
        if (!theirs.isEmpty()) {
            outbox.read(theirs, read.roomId(), read.seq());
        }
    }

    /** Waits for nobody: whoever is slow holds one of the places. */
    private void send() {
        ExecutorService sending = threads;
        int free = places.availablePermits();
        if (free == 0 || sending == null) {
            return;
        }
        for (PushOutbox.Entry entry : outbox.due(free)) {
            if (outbox.claim(entry) && places.tryAcquire()) {
                sending.execute(() -> tryToSend(entry));
            }
        }
    }

    private void tryToSend(PushOutbox.Entry entry) {
        try {
            attempt(entry);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("A notification could not be sent; it is tried again", e);
        } finally {
            places.release();
        }
    }

    private void attempt(PushOutbox.Entry entry) throws InterruptedException {
        Optional<PushSubscription> browser = subscriptions.find(entry.subscriptionId());
        if (browser.isEmpty()) {
            outbox.drop(entry); // of somebody who is deactivated
            return;
        }
        Optional<Membership> membership = memberships
                .find(browser.get().userId(), entry.roomId())
                .filter(member -> member.lastReadSeq() < entry.seq());
        if (entry.state() == PushOutbox.State.WAITING && membership.isEmpty()) {
            outbox.takeBack(entry);
            return;
        }
        Optional<PushMessage> message = entry.state() == PushOutbox.State.WAITING
                ? membership.flatMap(member -> shown(entry, member))
                : read(entry.roomId(), browser.get());
        if (message.isEmpty()) {
            if (entry.state() == PushOutbox.State.WAITING) {
                outbox.skip(entry);
            } else {
                outbox.drop(entry);
            }
            return;
        }
        Optional<Duration> wait = delivery.attempt(browser.get(), message.get(), entry.attempts() + 1);
        if (wait.isPresent() && entry.attempts() + 1 < MOST_ATTEMPTS) {
            outbox.later(entry, wait.get());
        } else if (wait.isPresent() || entry.state() == PushOutbox.State.READ) {
            outbox.drop(entry);
        } else {
            outbox.shown(entry);
        }
    }

    /** Empty if the message was deleted, or the person wants quiet now. */
    private Optional<PushMessage> shown(PushOutbox.Entry entry, Membership membership) {
        User reader = membership.user();
        return messages.find(entry.roomId(), entry.seq())
                .filter(_ -> !quietHours.areNow(reader))
                .map(message -> {
                    Map<String, Object> content = content("message", entry.roomId());
                    content.put("title", title(membership, message));
                    content.put("body", Excerpt.of(message.text(), LONGEST_TEXT));
                    content.put("url", "/rooms/%d/messages/%d".formatted(entry.roomId(), entry.seq()));
                    return message(entry.roomId(), content, Urgency.HIGH);
                });
    }

    private String title(Membership membership, MessageLog.Entry message) {
        String author = users.findById(message.authorId()).map(User::name).orElseThrow();
        String room = titles.of(membership);
        return membership.room().isDirect() && room.equals(author) ? author : author + " · " + room;
    }

    /** Empty where a message that shows nothing ends the subscription after a few. */
    private Optional<PushMessage> read(long roomId, PushSubscription browser) {
        boolean mayBeSilent = !URI.create(browser.endpoint()).getHost().endsWith(".push.apple.com");
        return mayBeSilent ? Optional.of(message(roomId, content("read", roomId), Urgency.NORMAL)) : Optional.empty();
    }

    private static Map<String, Object> content(String type, long roomId) {
        Map<String, Object> content = new HashMap<>();
        content.put("type", type);
        content.put("room", roomId);
        return content;
    }

    /** Of one room the newest counts, also while the push service keeps it. */
    private PushMessage message(long roomId, Map<String, Object> content, Urgency urgency) {
        return new PushMessage(json.writeValueAsString(content), LIFETIME, urgency, "room-" + roomId);
    }
}
