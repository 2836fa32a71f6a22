package app.parley.account.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;

/** Plugs web sessions, remembered sign-ins and signing out into the one filter chain. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    @Bean
    Customizer<HttpSecurity> sessions(SessionContexts contexts, Entrance entrance, ReturnAddress returnAddress) {
        return http -> http.securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(returnAddress))
                .addFilterBefore(new RememberedFilter(entrance), AnonymousAuthenticationFilter.class)
                .logout(logout ->
                        logout.addLogoutHandler(entrance).logoutSuccessHandler(SessionConfiguration::toSignIn));
    }

    /** Without one, Spring Boot would make up an account of its own. */
    @Bean
    AuthenticationManager noOtherWayIn() {
        return authentication -> {
            throw new ProviderNotFoundException("People sign in at /login");
        };
    }

    private static void toSignIn(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + "/login");
    }
}
