package app.parley.account;

import app.parley.web.ClientAddress;
import app.parley.web.RateLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether a username and a password let somebody in. An unknown username, a wrong password and a closed account cannot be
 * told apart, neither by the answer nor by its time.
 */
@Component
class SignIn {

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final Users users;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final RateLimit spread;
    private final TransactionTemplate writing;

    /**
     * @param burst wrong passwords from one address, for whichever accounts
     * @param perBurst the time in which a used-up burst comes back
     */
    SignIn(
            Users users,
            Passwords passwords,
            SignInFailures failures,
            PlatformTransactionManager transactions,
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.sign-ins.burst:100}") long burst,
            @Value("${parley.limits.sign-ins.per-burst:10m}") Duration perBurst) {
        this.users = users;
        this.passwords = passwords;
        this.failures = failures;
        this.spread = new RateLimit(limited, burst, perBurst);
        this.writing = new TransactionTemplate(transactions);
    }

    /**
     * Checks what was typed.
     *
     * @param address from where, as the connection says
     */
    Outcome attempt(String typedUsername, String password, ClientAddress address) {
        return attempt(typedUsername, password, address, _ -> Optional.empty());
    }

    /**
     * Checks what was typed. One address may guess for one account only so often, and for all accounts together only so
     * often: else a common password would be tried on everybody. Attempts from a browser in which the account was signed in
     * to before count for that browser alone, so nobody is kept out by those who guess behind the same address.
     *
     * @param address from where, as the connection says
     * @param browser the name of the browser, if it is known for the account with this password hash
     */
    Outcome attempt(
            String typedUsername, String password, ClientAddress address, Function<String, Optional<String>> browser) {
        String username = Username.folded(typedUsername);
        Optional<User> user = users.findByUsername(username);
        ClientAddress from = user.flatMap(known -> browser.apply(known.passwordHash()))
                .map(name -> new ClientAddress("browser " + name))
                .orElse(address);
        Duration wait = spread.take(from);
        if (wait.isPositive()) {
            return new TooMany(wait);
        }
        try {
            // Counting writes: it waits for a turn too, or a flood would keep everybody else from writing.
            return passwords.inTurn(from, () -> check(username, user, password, from));
        } catch (Passwords.Busy e) {
            spread.giveBack(from);
            throw e;
        }
    }

    private Outcome check(String username, Optional<User> user, String password, ClientAddress from) {
        Optional<Duration> wait = failures.claim(username, from);
        if (wait.isPresent()) {
            return new TooMany(wait.get());
        }
        boolean right = passwords.match(password, user.map(User::passwordHash).orElse(null));
        return user.filter(known -> right && known.isActive())
                .<Outcome>map(known -> welcome(known, password, from))
                .orElseGet(Wrong::new);
    }

    private Welcome welcome(User user, String password, ClientAddress from) {
        failures.clear(user.username(), from);
        spread.giveBack(from);
        return new Welcome(
                user, passwords.isOutdated(user.passwordHash()) ? strengthened(user, password) : user.passwordHash());
    }

    /** Changes nothing if the password itself was changed at this moment. */
    private String strengthened(User user, String password) {
        String hash = passwords.encoded(new Password(Password.normal(password)));
        writing.executeWithoutResult(_ -> users.changePassword(user.id(), user.passwordHash(), hash));
        log.info("The password hash of user {} was renewed with today's parameters", user.id());
        return hash;
    }

    sealed interface Outcome {}

    /** @param passwordHash as it is stored now */
    record Welcome(User user, String passwordHash) implements Outcome {}

    record Wrong() implements Outcome {}

    /** @param left until the next attempt is looked at */
    record TooMany(Duration left) implements Outcome {}
}
