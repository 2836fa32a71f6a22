package app.parley.account;

import app.parley.text.Language;
import app.parley.text.Objection;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.Errors;

/** Making an account. Whether somebody may is the {@link SignUpDoor}'s question. */
@Component
public class SignUp {

    private final Users users;
    private final Passwords passwords;
    private final MisleadingNames misleading;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate writing;
    private final Clock clock;

    SignUp(
            Users users,
            Passwords passwords,
            MisleadingNames misleading,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.misleading = misleading;
        this.events = events;
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Checks the rules and hashes the password, before a transaction: on SQLite nobody else writes during one.
     *
     * @param language in which to speak to the newcomer, or null if it is not known
     * @throws Objection if the newcomer breaks a rule
     */
    public Applicant prepare(Newcomer newcomer, @Nullable Language language) {
        return new Applicant(
                Username.typed(newcomer.username()),
                PersonName.typed(newcomer.name()),
                passwords.hash(Password.chosen(newcomer.password(), newcomer.username(), newcomer.name())),
                language);
    }

    /** Puts the sentence about each bad field beside it, those too for which one has to know who is here. */
    void check(Newcomer newcomer, Errors errors) {
        newcomer.check(errors);
        if (!errors.hasFieldErrors("username") && isTaken(Username.typed(newcomer.username()))) {
            new UsernameTaken().sentence().beside("username", errors);
        }
        if (!errors.hasFieldErrors("name")) {
            Newcomer.check("name", () -> misleading.require(PersonName.typed(newcomer.name()), null), errors);
        }
    }

    /** The names of whoever runs the server are taken from the beginning; the first administrator may have one. */
    private boolean isTaken(Username username) {
        return username.isTitle() || users.existsByUsernameKeyIn(username.keysOfLookalikes());
    }

    /** Makes the account of an ordinary member whose language is not known. */
    public User register(Newcomer newcomer) {
        return register(newcomer, null);
    }

    /**
     * Makes the account of an ordinary member.
     *
     * @param language in which to speak to the newcomer, or null if it is not known
     * @throws Objection if the newcomer breaks a rule
     * @throws UsernameTaken if somebody else has that username or one that looks like it
     */
    User register(Newcomer newcomer, @Nullable Language language) {
        misleading.require(PersonName.typed(newcomer.name()), null);
        Applicant applicant = prepare(newcomer, language);
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
            if (isTaken(applicant.username())) {
                throw new UsernameTaken();
            }
            User user = users.save(applicant.user(Role.MEMBER, clock.instant()));
            events.publishEvent(new UserSignedUp(user.id()));
            return user;
        }));
    }
}
