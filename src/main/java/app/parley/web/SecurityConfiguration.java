package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;

/** The one filter chain: whatever is not named here needs a signed-in person. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    static final String[] HEALTH = {"/up", "/actuator/health/**"};
    private static final String[] DOORS = {"/setup", "/login", "/signup", "/join/*", "/unsubscribe/*"};

    /** For SockJS transports that run in a frame of ours: no browser of today needs one, and no page of ours may be framed. */
    private static final String FRAMES = "/ws/iframe*.html";

    private static final RequestMatcher SOCKET =
            PathPatternRequestMatcher.withDefaults().matcher("/ws/**");

    /** Mail programs send it, without a page before it; the secret in the address says who (RFC 8058). */
    private static final RequestMatcher UNSUBSCRIBE =
            PathPatternRequestMatcher.withDefaults().matcher("/unsubscribe/*");

    @Bean
    SecurityFilterChain filterChain(HttpSecurity http, CsrfTokenRepository csrfTokens) {
        var pageOwner = new PageOwnerFilter();
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(StaticFiles.PATTERNS)
                        .permitAll()
                        .requestMatchers(HEALTH)
                        .permitAll()
                        .requestMatchers(DOORS)
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .requestMatchers(FRAMES)
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                // Every SockJS address is a POST of its own and cannot carry the token: CONNECT carries it.
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new FormTokenHandler())
                        .ignoringRequestMatchers(SOCKET, UNSUBSCRIBE))
                .addFilterBefore(pageOwner, CsrfFilter.class)
                .addFilterAfter(pageOwner, AnonymousAuthenticationFilter.class)
                .headers(AbstractHttpConfigurer::disable)
                .exceptionHandling(SecurityConfiguration::entryPoints)
                .build();
    }

    /** A page leads to the sign-in page; a socket or a program gets a plain 401 and does not follow a redirect by mistake. */
    private static void entryPoints(ExceptionHandlingConfigurer<HttpSecurity> exceptions) {
        var unauthorized = new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED);
        exceptions
                .defaultAuthenticationEntryPointFor(unauthorized, SOCKET)
                .defaultAuthenticationEntryPointFor(unauthorized, SecurityConfiguration::wantsJson)
                .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), request -> true);
    }

    private static boolean wantsJson(HttpServletRequest request) {
        var json = new MediaTypeRequestMatcher(new HeaderContentNegotiationStrategy(), MediaType.APPLICATION_JSON);
        json.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return json.matches(request);
    }
}
