package app.parley;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class BackgroundConfiguration {

    /** {@code @Scheduled} looks for this name; the sockets' own scheduler is named where it is meant. */
    @Bean
    static BackgroundScheduler taskScheduler() {
        return new BackgroundScheduler();
    }
}
