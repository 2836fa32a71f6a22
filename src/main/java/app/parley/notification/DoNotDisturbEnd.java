package app.parley.notification;

import app.parley.account.DoNotDisturb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Tells others when somebody may be disturbed again because the time is over; looking costs a query only then. */
@Component
class DoNotDisturbEnd {

    private static final Logger log = LoggerFactory.getLogger(DoNotDisturbEnd.class);

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final DoNotDisturb doNotDisturb;
    private final Clock clock;
    private final NextLook nextLook;
    private final AtomicBoolean running = new AtomicBoolean();

    DoNotDisturbEnd(DoNotDisturb doNotDisturb, Clock clock, TaskScheduler taskScheduler) {
        this.doNotDisturb = doNotDisturb;
        this.clock = clock;
        this.nextLook = new NextLook(clock);
        var _ = taskScheduler.scheduleWithFixedDelay(this::begin, ROUND);
    }

    /** Somebody's ends then. */
    void at(Instant time) {
        nextLook.noLaterThan(time);
    }

    private void begin() {
        if (nextLook.isDue() && running.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::look); // a slow database delays nobody's heartbeat
        }
    }

    private void look() {
        try {
            nextLook.begin();
            doNotDisturb.endDue().ifPresent(nextLook::noLaterThan);
        } catch (RuntimeException e) {
            log.warn("Nobody was told who may be disturbed again; it is looked again soon", e);
            nextLook.noLaterThan(clock.instant().plus(RETRY));
        } finally {
            running.set(false);
        }
    }
}
