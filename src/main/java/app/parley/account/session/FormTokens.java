package app.parley.account.session;

import app.parley.web.DatabaseAway;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/**
 * The token that a form brings along, so that no other site sends one. Whoever is signed in has one that follows from the
 * web session, whose id no other host can know or set; it costs neither a cookie nor a column, and ends with the session. A
 * visitor has no session, and the token is in a cookie: there the Origin alone keeps other hosts out.
 */
@Component
class FormTokens implements CsrfTokenRepository {

    private static final String HEADER = "X-XSRF-TOKEN";
    private static final String PARAMETER = "_csrf";

    private final BrowserCookie cookie = new BrowserCookie("parley-csrf");
    private final SessionCookie sessions;

    FormTokens(SessionCookie sessions) {
        this.sessions = sessions;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(ofSession(request).orElseGet(Secret::random));
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return ofSession(request)
                .or(() -> cookie.read(request).filter(value -> !value.isEmpty()))
                .map(FormTokens::token)
                .orElse(null);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && !SessionContexts.isSignedIn(request)) {
            cookie.write(request, response, token.getToken(), BrowserCookie.SESSION);
        } else if (cookie.read(request).isPresent()) {
            cookie.remove(request, response);
        }
    }

    /** The database that knows the session may be away: the page that says so gives the form back to whoever sent it. */
    private Optional<String> ofSession(HttpServletRequest request) {
        if (DatabaseAway.isNotedOn(request)) {
            return sessions.readCookieValues(request).stream().findFirst().map(FormTokens::derived);
        }
        return SessionContexts.isSignedIn(request)
                ? Optional.of(derived(request.getSession().getId()))
                : Optional.empty();
    }

    private static String derived(String sessionId) {
        return Secret.derived(sessionId, "form token");
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }
}
