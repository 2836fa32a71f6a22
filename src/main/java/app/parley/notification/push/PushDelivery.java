package app.parley.notification.push;

import app.parley.notification.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings a message to a browser, and takes the consequences from what its push service answers. */
@Component
class PushDelivery {

    private static final Logger log = LoggerFactory.getLogger(PushDelivery.class);

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));

    private final PushClient client;
    private final PushReach reach;
    private final PushSubscriptions subscriptions;

    PushDelivery(PushClient client, PushReach reach, PushSubscriptions subscriptions) {
        this.client = client;
        this.reach = reach;
        this.subscriptions = subscriptions;
    }

    /**
     * Tries once.
     *
     * @param attempt which one this is, from 1
     * @return how long to wait before the next, or empty if there is to be none: it was accepted, or never will be
     */
    Optional<Duration> attempt(PushSubscription to, PushMessage message, int attempt) throws InterruptedException {
        switch (send(to, message)) {
            case PushAnswer.Accepted() -> subscriptions.accepted(to);
            case PushAnswer.Gone() -> subscriptions.drop(to);
            case PushAnswer.Refused(String reason) -> {
                log.warn("The push service of {} refused a message: {}", to, reason);
                subscriptions.refused(to);
            }
            case PushAnswer.Later(Duration atLeast) -> {
                Duration wait = BACKOFF.after(attempt, RandomGenerator.getDefault());
                return Optional.of(wait.compareTo(atLeast) > 0 ? wait : atLeast);
            }
        }
        return Optional.empty();
    }

    private PushAnswer send(PushSubscription to, PushMessage message) throws InterruptedException {
        try {
            return client.send(reach.endpoint(to.endpoint()), RecipientKeys.parse(to.p256dh(), to.auth()), message);
        } catch (MalformedSubscription e) {
            return new PushAnswer.Refused(e.sentence());
        }
    }
}
