package app.parley.account;

import java.text.Normalizer;
import java.util.List;

/**
 * A password that somebody chose: 8 to 128 characters that nobody guesses soon, whoever knows the names of its owner. It is held in NFC, since two keyboards may compose the same letter differently.
 */
record Password(String value) {

    static final int SHORTEST = 8;
    static final int LONGEST = 128;

    /**
     * @param names of the person whose password it will be, as typed
     * @throws Refusal if it would be guessed soon, or is too long
     */
    static Password chosen(String text, String... names) {
        var password = new Password(normal(text));
        int length = password.value.codePointCount(0, password.value.length());
        if (length < SHORTEST) {
            throw new Refusal("account.password.short", SHORTEST);
        } else if (length > LONGEST) {
            throw new Refusal("account.password.long", LONGEST);
        }
        PasswordStrength.require(password.value, List.of(names));
        return password;
    }

    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
