package app.parley.demo;

import app.parley.account.Newcomer;
import java.util.Locale;

/** Everybody who speaks in the demo. The first one is the administrator. */
enum Cast {
    ANNA("Anna Lindqvist"),
    INES("Ines Moreau"),
    TOMAS("Tomás Okafor"),
    YUKI("Yuki Sato"),
    RAVI("Ravi Deshpande"),
    SAMIR("Samir Haddad");

    private final String fullName;

    Cast(String fullName) {
        this.fullName = fullName;
    }

    /** The name in the files and at the sign-in. */
    String username() {
        return name().toLowerCase(Locale.ROOT);
    }

    Newcomer newcomer(String password) {
        return new Newcomer(fullName, username(), password);
    }

    /** @throws IllegalArgumentException if nobody has this username */
    static Cast named(String username) {
        for (Cast person : values()) {
            if (person.username().equals(username)) {
                return person;
            }
        }
        throw new IllegalArgumentException("nobody is called “" + username + "”");
    }
}
