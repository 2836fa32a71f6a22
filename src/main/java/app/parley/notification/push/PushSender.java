package app.parley.notification.push;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.message.MessageLog;
import app.parley.message.RoomRead;
import app.parley.notification.QuietHours;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.room.RoomTitles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends what the outbox holds, twice a second, several at a time: a push service that is slow delays the others little. */
@Component
class PushSender implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PushSender.class);

    private static final Duration ROUND = Duration.ofMillis(500);
    private static final int AT_ONCE = 50;

    /** Nobody wants to hear of it later. */
    private static final Duration LIFETIME = Duration.ofHours(12);

    private static final int MOST_ATTEMPTS = 10;
    private static final int LONGEST_TEXT = 200;

    private final PushNotices notices;
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
    private final AtomicBoolean running = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PushSender(
            PushNotices notices,
            PushOutbox outbox,
            PushSubscriptions subscriptions,
            PushDelivery delivery,
            MessageLog messages,
            Memberships memberships,
            RoomTitles titles,
            Users users,
            QuietHours quietHours,
            JsonMapper json,
            TaskScheduler taskScheduler) {
        this.notices = notices;
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.delivery = delivery;
        this.messages = messages;
        this.memberships = memberships;
        this.titles = titles;
        this.users = users;
        this.quietHours = quietHours;
        this.json = json;
        var _ = taskScheduler.scheduleWithFixedDelay(this::begin, ROUND);
    }

    @EventListener
    void on(RoomRead event) {
        reads.add(event);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private void begin() {
        if (running.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::round); // a slow database delays nobody's heartbeat
        }
    }

    private void round() {
        try {
            for (RoomRead read = reads.poll(); read != null; read = reads.poll()) {
                outbox.read(read.userId(), read.roomId(), read.seq());
            }
            notices.decide();
            send();
        } catch (RuntimeException e) {
            log.warn("Notifications could not be sent; the next round tries again", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(false);
        }
    }

    private void send() throws InterruptedException {
        List<Callable<Void>> attempts = new ArrayList<>();
        for (PushOutbox.Entry entry : outbox.due(AT_ONCE)) {
            if (outbox.claim(entry)) {
                attempts.add(() -> {
                    attempt(entry);
                    return null;
                });
            }
        }
        for (Future<Void> attempt : threads.invokeAll(attempts)) {
            if (attempt.state() == Future.State.FAILED) {
                log.warn("A notification could not be sent; it is tried again", attempt.exceptionNow());
            }
        }
    }

    private void attempt(PushOutbox.Entry entry) throws InterruptedException {
        Optional<PushSubscription> browser = subscriptions.find(entry.subscriptionId());
        if (browser.isEmpty()) {
            outbox.drop(entry); // of somebody who is deactivated
            return;
        }
        Optional<PushMessage> message = entry.state() == PushOutbox.State.READ
                ? Optional.of(read(entry.roomId()))
                : shown(entry, browser.get().userId());
        if (message.isEmpty()) {
            outbox.dismiss(entry);
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

    /** Empty if there is nothing to show: it was read or deleted, the room is not theirs, or they want quiet. */
    private Optional<PushMessage> shown(PushOutbox.Entry entry, long userId) {
        Optional<Membership> membership = memberships
                .find(userId, entry.roomId())
                .filter(member -> member.lastReadSeq() < entry.seq())
                .filter(member -> !quietHours.areNow(userId, member.user().timeZone()));
        Optional<MessageLog.Entry> message = messages.find(entry.roomId(), entry.seq());
        if (membership.isEmpty() || message.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> content = content("message", entry.roomId());
        content.put("title", title(membership.get(), message.get()));
        content.put("body", text(message.get().body()));
        content.put("url", "/rooms/%d/messages/%d".formatted(entry.roomId(), entry.seq()));
        return Optional.of(message(entry.roomId(), content, Urgency.HIGH));
    }

    private String title(Membership membership, MessageLog.Entry message) {
        String author = users.findById(message.authorId()).map(User::name).orElse("Somebody");
        String room = titles.of(membership);
        return membership.room().isDirect() && room.equals(author) ? author : author + " · " + room;
    }

    private static String text(String body) {
        int length = body.codePointCount(0, body.length());
        return length <= LONGEST_TEXT ? body : body.substring(0, body.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }

    private PushMessage read(long roomId) {
        return message(roomId, content("read", roomId), Urgency.NORMAL);
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
