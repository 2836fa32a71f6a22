package app.parley.account.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Remembers in a browser that somebody has signed in with it, which signs nobody in: it only spares its owner what strangers
 * behind the same address have brought upon that address. What the cookie holds follows from the hash of the password, so it
 * is worth something for that one account, until its password changes.
 *
 * @see <a href="https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">OWASP, Device
 *     Cookies</a>
 */
@Component
public class KnownBrowser {

    private static final Duration LIFETIME = Duration.ofDays(365);

    private final BrowserCookie cookie = new BrowserCookie("parley-known");

    /**
     * The name of this browser, if the account was signed in to with it.
     *
     * @param passwordHash of the account
     */
    public Optional<String> find(HttpServletRequest request, String passwordHash) {
        return cookie.read(request)
                .map(value -> value.split("\\.", -1))
                .filter(parts -> parts.length == 2 && Secret.equal(parts[1], Secret.derived(passwordHash, parts[0])))
                .map(parts -> parts[0]);
    }

    /** From now on it is known for this account, and for no other. */
    public void remember(HttpServletRequest request, HttpServletResponse response, String passwordHash) {
        String name = Secret.random();
        cookie.write(request, response, name + "." + Secret.derived(passwordHash, name), LIFETIME);
    }
}
