package app.parley.realtime;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes off a handshake what Spring attached to it: Jetty keeps the request for as long as the socket lives, and with it
 * observations, the web session and what else only the handling of the request needed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HandshakeLuggage extends OncePerRequestFilter {

    /** What stands in the names of these attributes; some begin with the word "class". */
    private static final String SPRING = "org.springframework.";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.UPGRADE) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.SWITCHING_PROTOCOLS.value()) {
            Collections.list(request.getAttributeNames()).stream()
                    .filter(name -> name.contains(SPRING))
                    .forEach(request::removeAttribute);
        }
    }
}
