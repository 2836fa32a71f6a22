package app.parley.account.session;

import java.io.Serializable;
import java.security.Principal;

/** Who is signed in. Pages and sockets know a person by {@link #getName}: the user's id as a decimal number. */
record SignedIn(long userId) implements Principal, Serializable {

    @Override
    public String getName() {
        return Long.toString(userId);
    }
}
