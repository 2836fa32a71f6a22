package app.parley;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The threads of what the features do by themselves: whatever is {@code @Scheduled} runs here, from the moment when the
 * application is ready until it is asked to stop, which waits for what is under way. No socket needs these threads, so a
 * database that is silent, or a mail server that is slow, delays nobody's heartbeat.
 */
final class BackgroundScheduler extends ThreadPoolTaskScheduler {

    /** More than there are rounds, so that one that waits for the database keeps no other from its turn. */
    private static final int THREADS = 16;

    private volatile boolean ready;

    BackgroundScheduler() {
        setPoolSize(THREADS);
        setThreadNamePrefix("background-");
        setDaemon(true);
        // What comes while the server stops waits, and is not done; refusing it would be an error for whoever asks.
        setAcceptTasksAfterContextClose(true);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        stop(); // what is due already waits
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        ready = true;
        start();
    }

    @Override
    public boolean isAutoStartup() {
        return ready;
    }
}
