package app.parley.notification.push;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.message.Message;
import app.parley.message.MessageDeleted;
import app.parley.message.MessageEdited;
import app.parley.message.MessageLog;
import app.parley.message.RoomRead;
import app.parley.notification.Excerpt;
import app.parley.notification.QuietHours;
import app.parley.room.Membership;
import app.parley.room.MembershipEnded;
import app.parley.room.Memberships;
import app.parley.room.RoomTitles;
import app.parley.text.Sentence;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/** Sends what the outbox holds, looking twice a second, many at a time: a push service that is slow delays nobody else. */
@Component
class PushSender implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PushSender.class);

    private static final int AT_ONCE = 50;

    /** Nobody wants to hear of it later. */
    private static final Duration LIFETIME = Duration.ofHours(12);

    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int CHANGES_AT_ONCE = 500;
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
    private final PushNotices notices;
    private final ConcurrentLinkedQueue<RoomRead> reads = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<MembershipEnded> departures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Message> changes = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable ExecutorService threads;

    PushSender(
            PushOutbox outbox,
            PushSubscriptions subscriptions,
            PushDelivery delivery,
            PushNotices notices,
            MessageLog messages,
            Memberships memberships,
            RoomTitles titles,
            Users users,
            QuietHours quietHours,
            JsonMapper json) {
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.delivery = delivery;
        this.notices = notices;
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
        outbox.changedMeanwhile();
    }

    @EventListener
    void on(RoomRead event) {
        reads.add(event);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MessageEdited event) {
        changes.add(event.message());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MessageDeleted event) {
        changes.add(event.message());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MembershipEnded event) {
        departures.add(event);
    }

    @Scheduled(fixedDelay = 500)
    void round() {
        try {
            for (RoomRead read = reads.peek(); read != null; read = reads.peek()) {
                takeBack(read);
                reads.remove();
            }
            for (MembershipEnded end = departures.peek(); end != null; end = departures.peek()) {
                takeBack(end);
                departures.remove();
            }
            change();
            if (outbox.mayBeDue()) {
                send();
            }
        } catch (RuntimeException e) {
            log.warn("Notifications could not be sent; the next round tries again", e);
        }
    }

    private void takeBack(RoomRead read) {
        List<Long> theirs = browsersOf(read.userId());
        if (!theirs.isEmpty()) {
            outbox.read(theirs, read.roomId(), read.seq());
        }
    }

    private void takeBack(MembershipEnded end) {
        List<Long> theirs = browsersOf(end.userId());
        if (!theirs.isEmpty()) {
            outbox.left(theirs, end.roomId());
        }
    }

    private List<Long> browsersOf(long userId) {
        return subscriptions.of(userId).stream().map(PushSubscription::id).toList();
    }

    /** What fails is asked about again in the next round. */
    private void change() {
        List<Message> some = changes.stream().limit(CHANGES_AT_ONCE).toList();
        some.stream()
                .collect(Collectors.groupingBy(Message::roomId, Collectors.mapping(Message::seq, Collectors.toSet())))
                .forEach(outbox::changed);
        some.forEach(_ -> changes.remove());
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
        if (entry.state() == PushOutbox.State.READ) {
            withdraw(entry, browser.get());
            return;
        }
        Optional<Membership> membership = memberships.find(browser.get().userId(), entry.roomId());
        Optional<MessageLog.Entry> message = membership
                .flatMap(member ->
                        notices.newest(entry.subscriptionId(), entry.roomId(), member.lastReadSeq(), entry.seq()))
                .flatMap(seq -> messages.find(entry.roomId(), seq));
        if (message.isPresent()) {
            show(entry, browser.get(), membership.orElseThrow(), message.get());
        } else if (entry.shown()
                && membership.filter(m -> m.lastReadSeq() < entry.shownSeq()).isPresent()
                && !mayBeSilent(browser.get())) {
            cover(entry, browser.get(), membership.orElseThrow());
        } else {
            outbox.takeBack(entry);
        }
    }

    /**
     * What is shown already is replaced without a sound, and where it stands unchanged nothing is sent; what is new waits for
     * the end of the quiet that somebody wants by being left out.
     */
    private void show(PushOutbox.Entry entry, PushSubscription browser, Membership reader, MessageLog.Entry message)
            throws InterruptedException {
        boolean again = entry.shown() && message.seq() <= entry.shownSeq();
        boolean same = again && message.seq() == entry.shownSeq();
        if ((same && message.change() == entry.shownChange()) || (!again && quietHours.areNow(reader.user()))) {
            outbox.skip(entry);
            return;
        }
        Map<String, Object> content = content(same && mayBeSilent(browser) ? "changed" : "message", entry.roomId());
        content.put("title", title(reader, message));
        content.put("body", Excerpt.of(message.text(), LONGEST_TEXT));
        content.put("url", "/rooms/%d/messages/%d".formatted(entry.roomId(), message.seq()));
        if (again) {
            content.put("silent", true);
        }
        if (send(entry, browser, message(entry.roomId(), content, again ? Urgency.NORMAL : Urgency.HIGH))) {
            outbox.shown(entry, message);
        }
    }

    private void withdraw(PushOutbox.Entry entry, PushSubscription browser) throws InterruptedException {
        if (!mayBeSilent(browser)
                || send(entry, browser, message(entry.roomId(), content("read", entry.roomId()), Urgency.NORMAL))) {
            outbox.drop(entry);
        }
    }

    /** Where nothing can be taken back, other words stand over those of a message that is gone. */
    private void cover(PushOutbox.Entry entry, PushSubscription browser, Membership reader)
            throws InterruptedException {
        Map<String, Object> content = content("message", entry.roomId());
        content.put("title", titles.of(reader));
        content.put("body", Sentence.of("notification.deleted").in(reader.user().locale()));
        content.put("url", "/rooms/" + entry.roomId());
        content.put("silent", true);
        if (send(entry, browser, message(entry.roomId(), content, Urgency.NORMAL))) {
            outbox.drop(entry);
        }
    }

    /** Whether it is done with: taken, or not to be tried again. */
    private boolean send(PushOutbox.Entry entry, PushSubscription browser, PushMessage message)
            throws InterruptedException {
        Optional<Duration> wait = delivery.attempt(browser, message, entry.attempts() + 1);
        if (wait.isEmpty()) {
            return true;
        } else if (entry.attempts() + 1 < MOST_ATTEMPTS) {
            outbox.later(entry, wait.get());
        } else {
            outbox.drop(entry);
        }
        return false;
    }

    private String title(Membership membership, MessageLog.Entry message) {
        String author = users.findById(message.authorId()).map(User::name).orElseThrow();
        String room = titles.of(membership);
        return membership.room().isDirect() && room.equals(author) ? author : author + " · " + room;
    }

    /** Where a message that shows nothing ends the subscription after a few, there must be none. */
    private static boolean mayBeSilent(PushSubscription browser) {
        return !URI.create(browser.endpoint()).getHost().endsWith(".push.apple.com");
    }

    private static Map<String, Object> content(String type, long roomId) {
        Map<String, Object> content = new HashMap<>();
        content.put("type", type);
        content.put("room", roomId);
        return content;
    }

    /**
     * Of one room the newest counts, also while the push service keeps it. An edit replaces only an edit there: a browser that is
     * away shows nothing that it could change.
     */
    private PushMessage message(long roomId, Map<String, Object> content, Urgency urgency) {
        String topic = "room-" + roomId + ("changed".equals(content.get("type")) ? "-changed" : "");
        return new PushMessage(json.writeValueAsString(content), LIFETIME, urgency, topic);
    }
}
