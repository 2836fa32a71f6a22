package app.parley.account.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

/**
 * The rows by which a browser is signed in. What shall end with the sign-in refers to one of them by a foreign key that
 * deletes with it.
 *
 * @param seriesHash of its row in {@code remembered_sign_in}, which may have ended before the session; null if the browser
 *     does not stay signed in
 * @param sessionHash of its row in {@code web_session}
 */
public record BrowserSignIn(@Nullable String seriesHash, String sessionHash) {

    /** @throws AuthenticationCredentialsNotFoundException if the browser is not signed in */
    public static BrowserSignIn of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            throw new AuthenticationCredentialsNotFoundException("Nobody is signed in");
        }
        return new BrowserSignIn((String) session.getAttribute(WebSession.SERIES), Secret.hash(session.getId()));
    }
}
