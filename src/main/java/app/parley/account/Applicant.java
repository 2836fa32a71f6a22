package app.parley.account;

import java.time.Instant;

/** Somebody whose entries are in order and who has no account yet. */
public final class Applicant {

    private final Username username;
    private final PersonName name;
    private final String passwordHash;

    Applicant(Username username, PersonName name, String passwordHash) {
        this.username = username;
        this.name = name;
        this.passwordHash = passwordHash;
    }

    Username username() {
        return username;
    }

    User user(Role role, Instant now) {
        return new User(username, name, passwordHash, role, now);
    }
}
