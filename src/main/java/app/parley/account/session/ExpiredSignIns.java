package app.parley.account.session;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sweeps away, once an hour, what has run out; until then it is not believed anyway. */
@Component
class ExpiredSignIns {

    private final WebSessions sessions;
    private final RememberedSignIns remembered;

    ExpiredSignIns(WebSessions sessions, RememberedSignIns remembered) {
        this.sessions = sessions;
        this.remembered = remembered;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        sessions.deleteExpired();
        remembered.deleteExpired();
    }
}
