package app.parley.notification.mail;

import app.parley.account.Users;
import app.parley.notification.Backoff;
import app.parley.notification.QuietHours;
import jakarta.mail.SendFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.mail.MailSendException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends the letters that are due, one after another: nobody waits for them. */
@Component
class MailSending {

    private static final Logger log = LoggerFactory.getLogger(MailSending.class);

    private static final int AT_ONCE = 50;
    private static final int MOST_ATTEMPTS = 12;
    private static final int TRIES = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    /** Whoever wants quiet may change their mind. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Postman postman;
    private final MailOutbox outbox;
    private final MailAddresses addresses;
    private final LetterWriter writer;
    private final Users users;
    private final QuietHours quietHours;
    private final Clock clock;
    private final Backoff backoff;

    /**
     * @param retry how long a letter rests after the first failure; twice as long after every other, up to six hours
     */
    MailSending(
            Postman postman,
            MailOutbox outbox,
            MailAddresses addresses,
            LetterWriter writer,
            Users users,
            QuietHours quietHours,
            Clock clock,
            @Value("${parley.mail.retry:1m}") Duration retry) {
        this.postman = postman;
        this.outbox = outbox;
        this.addresses = addresses;
        this.writer = writer;
        this.users = users;
        this.quietHours = quietHours;
        this.clock = clock;
        this.backoff = new Backoff(retry, LONGEST_PAUSE);
    }

    @Scheduled(fixedDelayString = "${parley.mail.round:5s}")
    void round() {
        if (!postman.isReady() || !outbox.mayBeDue()) {
            return;
        }
        try {
            for (MailOutbox.Entry entry : outbox.due(AT_ONCE)) {
                if (outbox.claim(entry)) {
                    attempt(entry);
                }
            }
        } catch (RuntimeException e) {
            log.warn("Letters could not be sent; they are tried again", e);
        }
    }

    private void attempt(MailOutbox.Entry entry) {
        List<MailOutbox.Item> items = outbox.items(entry.userId());
        Optional<MailAddress> address = addresses.reachable(entry.userId());
        if (address.isEmpty()) {
            settle(entry.userId(), items);
            return;
        }
        Optional<Instant> quietUntil = users.findById(entry.userId()).flatMap(quietHours::end);
        if (quietUntil.isPresent()) {
            Instant nextLook = clock.instant().plus(LONGEST_WAIT);
            outbox.postpone(entry, quietUntil.get().isBefore(nextLook) ? quietUntil.get() : nextLook);
            return;
        }
        try {
            Optional<Letter> letter = writer.about(address.get(), items);
            if (letter.isPresent()) {
                postman.send(address.get().address(), letter.get(), writer.unsubscribe(address.get()));
            }
        } catch (RuntimeException e) { // one letter's trouble is not the others'
            failed(entry, address.get(), items, e);
            return;
        }
        settle(entry.userId(), items);
        addresses.accepted(address.get());
    }

    /** What the mail server took is not to be sent again because the database is busy for a moment. */
    private void settle(long userId, List<MailOutbox.Item> items) {
        for (int i = 1; ; i++) {
            try {
                outbox.settle(userId, items);
                return;
            } catch (TransientDataAccessException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void failed(MailOutbox.Entry entry, MailAddress address, List<MailOutbox.Item> items, RuntimeException e) {
        if (isRefusedForGood(e)) {
            log.warn("The mail server refuses letters to user {}: {}", entry.userId(), e.getMessage());
            settle(entry.userId(), items);
            addresses.refused(address);
        } else if (entry.attempts() + 1 >= MOST_ATTEMPTS) {
            log.warn("A letter to user {} could not be sent and is given up", entry.userId(), e);
            settle(entry.userId(), items);
        } else {
            log.info("A letter to user {} could not be sent and is tried again: {}", entry.userId(), e.getMessage());
            outbox.later(entry, backoff.after(entry.attempts() + 1, RandomGenerator.getDefault()));
        }
    }

    /** Whether it was this address that was refused, and not the connection, our account or the moment. */
    private static boolean isRefusedForGood(RuntimeException e) {
        return e instanceof MailSendException failure
                && failure.getFailedMessages().values().stream()
                        .anyMatch(cause -> cause instanceof SendFailedException refusal
                                && refusal.getInvalidAddresses() != null
                                && refusal.getInvalidAddresses().length > 0);
    }
}
