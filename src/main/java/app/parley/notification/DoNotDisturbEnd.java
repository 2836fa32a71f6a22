package app.parley.notification;

import app.parley.account.DoNotDisturb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells others when somebody may be disturbed again because the time is over; looking costs a query only then. */
@Component
class DoNotDisturbEnd {

    private static final Logger log = LoggerFactory.getLogger(DoNotDisturbEnd.class);

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final DoNotDisturb doNotDisturb;
    private final Clock clock;
    private final NextLook nextLook;

    DoNotDisturbEnd(DoNotDisturb doNotDisturb, Clock clock) {
        this.doNotDisturb = doNotDisturb;
        this.clock = clock;
        this.nextLook = new NextLook(clock);
    }

    /** Somebody's ends then. */
    void at(Instant time) {
        nextLook.noLaterThan(time);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        if (!nextLook.isDue()) {
            return;
        }
        try {
            nextLook.begin();
            doNotDisturb.endDue().ifPresent(nextLook::noLaterThan);
        } catch (RuntimeException e) {
            log.warn("Nobody was told who may be disturbed again; it is looked again soon", e);
            nextLook.noLaterThan(clock.instant().plus(RETRY));
        }
    }
}
