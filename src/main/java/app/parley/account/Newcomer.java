package app.parley.account;

import app.parley.text.Objection;
import app.parley.text.Sentence;
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
        check("password", () -> Password.chosen(password, username), errors);
    }

    @Override
    public String toString() {
        return "Newcomer[" + username + "]";
    }

    static void check(String field, Supplier<?> rule, Errors errors) {
        try {
            var _ = rule.get();
        } catch (Refusal e) {
            reject(field, e, errors);
        }
    }

    static void reject(String field, Objection why, Errors errors) {
        Sentence sentence = why.sentence();
        errors.rejectValue(field, sentence.key(), sentence.getArguments(), null);
    }
}
