package app.parley.account;

import app.parley.account.SignIn.TooMany;
import app.parley.account.SignIn.Welcome;
import app.parley.account.SignIn.Wrong;
import app.parley.account.session.Entrance;
import app.parley.text.Language;
import app.parley.web.ClientAddress;
import app.parley.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.Errors;

/** What people change about themselves. */
@Component
class Profile {

    private final Users users;
    private final SignIn signIn;
    private final Passwords passwords;
    private final MisleadingNames misleading;
    private final Entrance entrance;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate writing;

    Profile(
            Users users,
            SignIn signIn,
            Passwords passwords,
            MisleadingNames misleading,
            Entrance entrance,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.events = events;
        this.users = users;
        this.signIn = signIn;
        this.passwords = passwords;
        this.misleading = misleading;
        this.entrance = entrance;
        this.writing = new TransactionTemplate(transactions);
    }

    /** Puts the sentence about each bad field beside it. */
    void check(User me, ProfileForm form, Errors errors) {
        form.check(errors);
        if (!errors.hasFieldErrors("name")) {
            Newcomer.check("name", () -> misleading.require(PersonName.typed(form.name()), me), errors);
        }
    }

    /** @throws Refusal if the form breaks a rule */
    void change(User me, ProfileForm form) {
        writing.executeWithoutResult(_ -> users.findById(me.id()).ifPresent(user -> apply(form, user)));
    }

    /** Whose language is not known is taken to want that of the page on which they signed in. */
    void learnLanguage(User me, Language language) {
        if (me.language() == null) {
            writing.executeWithoutResult(_ -> users.findById(me.id()).ifPresent(user -> user.speak(language)));
        }
    }

    /**
     * Changes the password of whoever knows the current one; guessing it counts as at the sign-in. Whoever is signed in as them
     * in another browser, or by a copy of this one's cookies, no longer is.
     *
     * @return why not, if the current password is not right; otherwise empty
     */
    Optional<Refusal> changePassword(
            User me, String current, Password chosen, HttpServletRequest request, HttpServletResponse response) {
        return switch (signIn.attempt(me.username(), current, ClientAddress.of(request))) {
            case Welcome(User _, String formerHash) -> {
                String hash = passwords.hash(chosen);
                boolean changed = entrance.startAnew(
                        me.id(), () -> users.changePassword(me.id(), formerHash, hash) == 1, request, response);
                yield changed ? Optional.empty() : Optional.of(new Refusal("account.password.wrong"));
            }
            case Wrong _ -> Optional.of(new Refusal("account.password.wrong"));
            case TooMany(var left) ->
                Optional.of(new Refusal(
                        "account.password.wait",
                        Math.max(1, left.plusMillis(999).toSeconds())));
        };
    }

    private void apply(ProfileForm form, User user) {
        Viewer before = user.viewer();
        boolean shown = user.showsReads();
        form.apply(user);
        if (shown && !user.showsReads()) {
            events.publishEvent(new ReadsHidden(user.id()));
        }
        boolean renamed = !user.name().equals(before.name());
        if (renamed || !user.status().equals(before.status())) {
            events.publishEvent(new UserChanged(user.viewer(), renamed));
        }
    }
}
