package app.parley.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A change of one's own password. */
record PasswordForm(String current, String password) {

    PasswordForm(@Nullable String current, @Nullable String password) {
        this.current = Objects.requireNonNullElse(current, "");
        this.password = Objects.requireNonNullElse(password, "");
    }

    @Override
    public String toString() {
        return "PasswordForm[…]";
    }
}
