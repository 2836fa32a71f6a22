package app.parley.setup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Puts the way to the set-up before every other question, but after the headers that every answer carries. */
@Configuration(proxyBeanMethods = false)
class SetupConfiguration {

    @Bean
    Customizer<HttpSecurity> firstRunFirst(FirstRun firstRun) {
        return http -> http.addFilterAfter(new FirstRunFilter(firstRun), HeaderWriterFilter.class);
    }
}
