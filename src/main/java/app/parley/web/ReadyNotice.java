package app.parley.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at the end of the start where to go, and aloud that the limits are off, which is for load tests only. */
@Component
class ReadyNotice {

    private static final Logger log = LoggerFactory.getLogger(ReadyNotice.class);

    private final boolean limits;

    ReadyNotice(@Value("${parley.limits.enabled:true}") boolean limits) {
        this.limits = limits;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        if (!limits) {
            log.warn("ALL LIMITS ARE OFF (PARLEY_LIMITS_ENABLED=false): anybody may guess passwords without end."
                    + " Never run a server like this where others reach it.");
        }
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            log.info(
                    "Parley is ready: http://localhost:{}",
                    context.getWebServer().getPort());
        }
    }
}
