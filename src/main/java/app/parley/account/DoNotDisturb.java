package app.parley.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wanting to be told of nothing for a while, as others may see. */
@Component
public class DoNotDisturb {

    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    DoNotDisturb(Users users, ApplicationEventPublisher events, Clock clock, PlatformTransactionManager transactions) {
        this.users = users;
        this.events = events;
        this.clock = clock;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * Begins it, or changes when it ends; others are told.
     *
     * @param until in the future
     */
    public void begin(User me, Instant until) {
        change(me, until);
    }

    /** Ends it before its time; others are told. */
    public void end(User me) {
        change(me, null);
    }

    /**
     * Ends it for all whose time is over: many at the same moment in the morning, so each in a transaction of its own.
     *
     * @return when the next one's is over
     */
    public Optional<Instant> endDue() {
        Instant now = clock.instant();
        List<Long> due = Objects.requireNonNull(reading.execute(_ -> users.whoseDoNotDisturbEnds(now)));
        due.forEach(id -> writing.executeWithoutResult(_ -> {
            if (users.endDoNotDisturb(id, now) == 1) {
                tell(users.findById(id).orElseThrow());
            }
        }));
        return Objects.requireNonNull(reading.execute(_ -> users.firstEndOfDoNotDisturb()));
    }

    private void change(User person, @Nullable Instant until) {
        writing.executeWithoutResult(_ -> users.findById(person.id()).ifPresent(user -> {
            user.doNotDisturb(until);
            tell(user);
        }));
    }

    private void tell(User user) {
        events.publishEvent(new UserChanged(user.viewer(), false));
    }
}
