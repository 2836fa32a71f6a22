package app.parley.account;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** What somebody enters to get an account; nothing else that the request carries is taken. */
public record Newcomer(String name, String username, String password) {

    public Newcomer(@Nullable String name, @Nullable String username, @Nullable String password) {
        this.name = Objects.requireNonNullElse(name, "");
        this.username = Objects.requireNonNullElse(username, "");
        this.password = Objects.requireNonNullElse(password, "");
    }

    /** Puts the sentence about each bad field beside it. */
    public void check(Errors errors) {
        check("name", () -> PersonName.typed(name), errors);
        check("username", () -> Username.typed(username), errors);
        check("password", () -> Password.chosen(password, username, name), errors);
    }

    @Override
    public String toString() {
        return "Newcomer[" + username + "]";
    }

    static void check(String field, Supplier<?> rule, Errors errors) {
        try {
            var _ = rule.get();
        } catch (Refusal e) {
            e.sentence().beside(field, errors);
        }
    }
}
