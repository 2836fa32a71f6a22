package app.parley.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another origin sends, before its body is read: every unsafe method, and whatever opens a socket.
 * Browsers say where a request comes from ({@code Sec-Fetch-Site}, on plain HTTP only {@code Origin}), and no page can make
 * them say something else. What is no browser says nothing, carries nobody's cookies by itself, and is not stopped here.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class CrossOriginFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod()) && !request.getRequestURI().startsWith("/ws/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (comesFromElsewhere(request)) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean comesFromElsewhere(HttpServletRequest request) {
        List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        List<String> origins = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
        // Browsers disagree on how far ws: is from http:, and every handshake of theirs names its Origin.
        boolean handshake = request.getHeader(HttpHeaders.UPGRADE) != null && !origins.isEmpty();
        return (sites.isEmpty() || handshake)
                ? origins.stream().anyMatch(origin -> !isOurs(origin, request))
                : !OURS.containsAll(sites);
    }

    /** By host and port, as the browser names them; a proxy that ends TLS may not have told us of the scheme. */
    private static boolean isOurs(String text, HttpServletRequest request) {
        URI origin = parse(text);
        if (origin == null || (request.isSecure() && !"https".equals(origin.getScheme()))) {
            return false;
        }
        return origin.getRawAuthority().equalsIgnoreCase(request.getHeader(HttpHeaders.HOST))
                || (request.getServerName().equalsIgnoreCase(origin.getHost())
                        && request.getServerPort() == portOf(origin));
    }

    /** Null for anything but a scheme, a host and perhaps a port: the text {@code null} too, which names no origin. */
    private static @Nullable URI parse(String text) {
        try {
            URI origin = new URI(text);
            boolean complete = origin.getScheme() != null
                    && origin.getHost() != null
                    && origin.getRawUserInfo() == null
                    && origin.getRawPath().isEmpty();
            return complete ? origin : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static int portOf(URI origin) {
        if (origin.getPort() >= 0) {
            return origin.getPort();
        }
        return "https".equals(origin.getScheme()) ? 443 : 80;
    }
}
