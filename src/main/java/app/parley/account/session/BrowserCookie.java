package app.parley.account.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A cookie that only the server reads. Under HTTPS its name begins with {@code __Host-}, which no other host and no
 * unencrypted page can set (RFC 6265bis §4.1.3.2).
 *
 * @param name without the prefix
 */
record BrowserCookie(String name) {

    private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

    /** Until the browser is closed. */
    static final Duration SESSION = Duration.ofSeconds(-1);

    Optional<String> read(HttpServletRequest request) {
        return readAll(request).stream().findFirst();
    }

    List<String> readAll(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String wanted = nameFor(request);
        return cookies == null
                ? List.of()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(wanted))
                        .map(Cookie::getValue)
                        .toList();
    }

    void write(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        ResponseCookie cookie = ResponseCookie.from(nameFor(request), value)
                .path("/")
                .maxAge(age)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    void remove(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, "", Duration.ZERO);
    }

    /**
     * Cookies do not keep to a port, so two servers on one host would sign each other out. By the port that the browser
     * names, which is the same for all nodes behind a proxy.
     */
    private String nameFor(HttpServletRequest request) {
        int port = request.getServerPort();
        String own = USUAL_PORTS.contains(port) ? name : name + "-" + port;
        return request.isSecure() ? "__Host-" + own : own;
    }
}
