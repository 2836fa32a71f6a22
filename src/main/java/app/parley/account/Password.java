package app.parley.account;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A password that somebody chose: 8 to 128 characters, not among the ten thousand commonest, not the username. It is held
 * in NFC, since two keyboards may compose the same letter differently.
 */
record Password(String value) {

    static final int SHORTEST = 8;
    static final int LONGEST = 128;

    /**
     * @param username whose password it will be, as typed
     * @throws Refusal if it would be guessed soon, or is too long
     */
    static Password chosen(String text, String username) {
        var password = new Password(normal(text));
        int length = password.value.codePointCount(0, password.value.length());
        if (length < SHORTEST) {
            throw new Refusal("account.password.short", SHORTEST);
        } else if (length > LONGEST) {
            throw new Refusal("account.password.long", LONGEST);
        } else if (password.value.equalsIgnoreCase(username.strip())) {
            throw new Refusal("account.password.username");
        } else if (CommonPasswords.contains(password.value.toLowerCase(Locale.ROOT))) {
            throw new Refusal("account.password.common");
        }
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
