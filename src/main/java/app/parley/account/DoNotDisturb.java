package app.parley.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Wanting to be told of nothing for a while, as others may see. */
@Component
@Transactional
public class DoNotDisturb {

    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DoNotDisturb(Users users, ApplicationEventPublisher events, Clock clock) {
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    public void begin(User me, Instant until) {
        change(me, until);
    }

    public void end(User me) {
        change(me, null);
    }

    /**
     * Tells of all whose time is over.
     *
     * @return when the next one's is
     */
    public Optional<Instant> endDue() {
        users.findByDoNotDisturbUntilLessThanEqual(clock.instant()).forEach(user -> change(user, null));
        return users.firstEndOfDoNotDisturb();
    }

    private void change(User person, @Nullable Instant until) {
        users.findById(person.id()).ifPresent(user -> {
            user.doNotDisturb(until);
            events.publishEvent(new UserChanged(user.viewer(), false));
        });
    }
}
