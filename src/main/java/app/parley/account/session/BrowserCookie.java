package app.parley.account.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /**
     * The one of this server first, then those that were set under another port: by another node of the same server, or behind
     * a relay. What another server set means nothing here, so it is tried in vain.
     */
    List<String> readAll(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        String own = nameFor(request);
        Pattern alike = Pattern.compile(Pattern.quote(prefix(request) + name) + "(-[0-9]{1,5})?");
        return Stream.of(cookies)
                .filter(cookie -> alike.matcher(cookie.getName()).matches())
                .sorted(Comparator.comparing(cookie -> !cookie.getName().equals(own)))
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
        return prefix(request) + (USUAL_PORTS.contains(port) ? name : name + "-" + port);
    }

    private static String prefix(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" : "";
    }
}
