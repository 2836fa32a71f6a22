package app.parley.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at the end of the start where to go. */
@Component
class ReadyNotice {

    private static final Logger log = LoggerFactory.getLogger(ReadyNotice.class);

    @EventListener
    void on(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            log.info(
                    "Parley is ready: http://localhost:{}",
                    context.getWebServer().getPort());
        }
    }
}
