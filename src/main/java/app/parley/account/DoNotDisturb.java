package app.parley.account;

import java.time.Instant;
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

    DoNotDisturb(Users users, ApplicationEventPublisher events) {
        this.users = users;
        this.events = events;
    }

    public void begin(User me, Instant until) {
        change(me, until);
    }

    public void end(User me) {
        change(me, null);
    }

    private void change(User me, @Nullable Instant until) {
        users.findById(me.id()).ifPresent(user -> {
            user.doNotDisturb(until);
            events.publishEvent(new UserChanged(user.viewer(), false));
        });
    }
}
