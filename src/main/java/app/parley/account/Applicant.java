package app.parley.account;

import app.parley.text.Language;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody whose entries are in order and who has no account yet. */
public final class Applicant {

    private final Username username;
    private final PersonName name;
    private final String passwordHash;
    private final @Nullable Language language;

    Applicant(Username username, PersonName name, String passwordHash, @Nullable Language language) {
        this.username = username;
        this.name = name;
        this.passwordHash = passwordHash;
        this.language = language;
    }

    Username username() {
        return username;
    }

    User user(Role role, Instant now) {
        var user = new User(username, name, passwordHash, role, now);
        if (language != null) {
            user.speak(language);
        }
        return user;
    }
}
