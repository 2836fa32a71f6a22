package app.parley.account;

import java.time.Clock;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Making an account. Whether somebody may is the {@link SignUpDoor}'s question. */
@Component
public class SignUp {

    private final Users users;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate writing;
    private final Clock clock;

    SignUp(
            Users users,
            Passwords passwords,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.events = events;
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Checks the rules and hashes the password, before a transaction: on SQLite nobody else writes during one.
     *
     * @throws IllegalArgumentException with a sentence to show if the newcomer breaks a rule
     */
    public Applicant prepare(Newcomer newcomer) {
        return new Applicant(
                Username.typed(newcomer.username()),
                PersonName.typed(newcomer.name()),
                passwords.hash(Password.chosen(newcomer.password(), newcomer.username())));
    }

    /** Whether somebody has this well-formed username already, so that all that is wrong can be said at once. */
    boolean isTaken(Newcomer newcomer) {
        return users.existsByUsernameKey(Username.typed(newcomer.username()).key());
    }

    /**
     * Makes the account of an ordinary member.
     *
     * @throws IllegalArgumentException if the newcomer breaks a rule
     * @throws UsernameTaken if somebody else has that username or one that looks like it
     */
    public User register(Newcomer newcomer) {
        Applicant applicant = prepare(newcomer);
        try {
            return stored(applicant);
        } catch (DataIntegrityViolationException e) {
            // Two people wanted the name at the same moment.
            throw new UsernameTaken();
        }
    }

    /** Makes the account of an administrator, in the caller's transaction. */
    public User registerAdministrator(Applicant applicant) {
        return users.save(applicant.user(Role.ADMINISTRATOR, clock.instant()));
    }

    private User stored(Applicant applicant) {
        return Objects.requireNonNull(writing.execute(_ -> {
            if (users.existsByUsernameKey(applicant.username().key())) {
                throw new UsernameTaken();
            }
            User user = users.save(applicant.user(Role.MEMBER, clock.instant()));
            events.publishEvent(new UserSignedUp(user.id()));
            return user;
        }));
    }
}
