package app.parley.account.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.stereotype.Component;

/**
 * The page that somebody wanted before signing in, kept in a cookie so that a visitor costs no row. Only a path on this
 * server is ever written or believed, whatever the cookie says.
 */
@Component
public class ReturnAddress implements RequestCache {

    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final int LONGEST = 1000;

    private final BrowserCookie cookie = new BrowserCookie("parley-return");

    /** The wanted page, or {@code /}; it is given only once. */
    public String take(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> path = read(request);
        removeRequest(request, response);
        return path.orElse("/");
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        if (isPage(request)) {
            String query = request.getQueryString();
            String path = request.getRequestURI() + (query == null ? "" : "?" + query);
            if (isOurs(path) && path.length() <= LONGEST) {
                byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
                cookie.write(
                        request,
                        response,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                        LIFETIME);
            }
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        return read(request).map(SimpleSavedRequest::new).orElse(null);
    }

    /** A page is asked for again by its address, never replayed. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        if (cookie.read(request).isPresent()) {
            cookie.remove(request, response);
        }
    }

    /** Whether a person went there: not a script's call, a part of a page, or a guess of the browser. */
    private static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return HttpMethod.GET.matches(request.getMethod())
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && request.getHeader("Turbo-Frame") == null
                && request.getHeader("X-Requested-With") == null
                && request.getHeader("Sec-Purpose") == null
                && request.getHeader("X-Sec-Purpose") == null
                && !request.getRequestURI().startsWith("/ws");
    }

    private Optional<String> read(HttpServletRequest request) {
        return cookie.read(request).flatMap(ReturnAddress::decoded).filter(ReturnAddress::isOurs);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@code //evil.example} and {@code /\evil.example} name other hosts to a browser. */
    private static boolean isOurs(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c != '\\' && c < 127);
    }
}
