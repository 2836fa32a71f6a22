package app.parley.account;

import app.parley.web.ClientAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private final TransactionTemplate writing;

    SignIn(Users users, Passwords passwords, SignInFailures failures, PlatformTransactionManager transactions) {
        this.users = users;
        this.passwords = passwords;
        this.failures = failures;
        this.writing = new TransactionTemplate(transactions);
    }

    /**
     * Checks what was typed.
     *
     * @param address from where, as the connection says
     */
    Outcome attempt(String typedUsername, String password, ClientAddress address) {
        String username = Username.folded(typedUsername);
        Optional<Duration> wait = failures.claim(username, address);
        if (wait.isPresent()) {
            return new TooMany(wait.get());
        }
        Optional<User> user = users.findByUsername(username);
        boolean right = matches(password, user, username, address);
        return user.filter(known -> right && known.isActive())
                .<Outcome>map(known -> welcome(known, password, address))
                .orElseGet(Wrong::new);
    }

    private boolean matches(String password, Optional<User> user, String username, ClientAddress address) {
        try {
            return passwords.match(password, user.map(User::passwordHash).orElse(null));
        } catch (Passwords.Busy e) {
            failures.release(username, address);
            throw e;
        }
    }

    private Welcome welcome(User user, String password, ClientAddress address) {
        failures.clear(user.username(), address);
        return new Welcome(
                user, passwords.isOutdated(user.passwordHash()) ? strengthened(user, password) : user.passwordHash());
    }

    /** Changes nothing if the password itself was changed at this moment. */
    private String strengthened(User user, String password) {
        String hash = passwords.hash(new Password(Password.normal(password)));
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
