package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The health of the server is told in JSON to whoever asks: a browser, which asks for HTML, would read 406 and fear the worst. */
@Configuration(proxyBeanMethods = false)
class HealthFormat {

    @Bean
    FilterRegistrationBean<?> healthAsJson() {
        var registration = new FilterRegistrationBean<>((request, response, chain) ->
                chain.doFilter(new AcceptingJson((HttpServletRequest) request), response));
        registration.addUrlPatterns("/actuator/*");
        return registration;
    }

    private static final class AcceptingJson extends HttpServletRequestWrapper {

        AcceptingJson(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? MediaType.APPLICATION_JSON_VALUE : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCEPT)
                    ? Collections.enumeration(List.of(MediaType.APPLICATION_JSON_VALUE))
                    : super.getHeaders(name);
        }
    }
}
