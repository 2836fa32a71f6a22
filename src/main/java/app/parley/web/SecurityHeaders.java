package app.parley.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The headers that make a browser the last line of defence, on every answer. They are set before anybody works on one:
 * Spring Security's own writer waits for the moment in which the answer begins, and does not notice it where the
 * container's buffer is full, as with every file above 32 kB, or where something fails before its filter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders extends OncePerRequestFilter {

    static final String POLICY = "Content-Security-Policy";

    /** What says the same on every answer. */
    static final Map<String, String> SAME_FOR_ALL = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    /** For this host alone (RFC 6797): what else the operator runs below its name is none of our business. */
    private static final String STAY_WITH_HTTPS = "max-age=31536000";

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SAME_FOR_ALL.forEach(response::setHeader);
        response.setHeader(POLICY, policy(Nonce.of(request)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", STAY_WITH_HTTPS);
        }
        chain.doFilter(request, new Guarded(response));
    }

    /**
     * Content Security Policy Level 3: what the page itself ships and nothing else. Even a message that slipped through the
     * sanitiser could load and run nothing.
     */
    private static String policy(String nonce) {
        return "default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self' 'nonce-%s'; img-src 'self' data:; "
                        .formatted(nonce, nonce)
                + "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
    }

    /** Where Spring adds a header that stands there already, it means to replace it. */
    private static final class Guarded extends HttpServletResponseWrapper {

        Guarded(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (name.equalsIgnoreCase(HttpHeaders.CACHE_CONTROL) || name.equalsIgnoreCase(POLICY)) {
                setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }
    }
}
