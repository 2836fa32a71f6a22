package app.parley.account;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name by which a person signs in and is mentioned: 2 to 32 of the characters a–z, 0–9, dot, underscore and hyphen,
 * beginning with a letter or a digit.
 */
record Username(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");

    /** The words that a message uses to call everybody. */
    private static final Set<String> RESERVED = Set.of("all", "here");

    /** @throws Refusal if this is not a username */
    Username {
        value.codePoints().filter(Username::isForeign).findFirst().ifPresent(Username::refuse);
        if (value.length() < 2 || value.length() > 32) {
            throw new Refusal("account.username.length");
        } else if (!SHAPE.matcher(value).matches()) {
            throw new Refusal("account.username.shape");
        } else if (RESERVED.contains(skeleton(value))) {
            throw new Refusal("account.username.reserved");
        }
    }

    /**
     * The username that somebody typed: surrounding space and upper case do not matter.
     *
     * @throws Refusal if it is none
     */
    static Username typed(String text) {
        return new Username(folded(text));
    }

    /** Only ASCII is folded: the Kelvin sign would become an honest {@code k}. */
    static String folded(String text) {
        String stripped = text.strip();
        return stripped.chars().allMatch(c -> c < 128) ? stripped.toLowerCase(Locale.ROOT) : stripped;
    }

    /** What this name looks like at a glance: names with equal keys can be mistaken for one another. */
    String key() {
        return skeleton(value);
    }

    private static boolean isForeign(int character) {
        return character > 127;
    }

    private static void refuse(int character) {
        String name = Character.getName(character);
        throw new Refusal(
                "account.username.foreign",
                Character.isLetterOrDigit(character) ? Character.toString(character) : "?",
                name == null ? "?" : name.toLowerCase(Locale.ROOT));
    }

    /** The ASCII part of Unicode TR 39's confusables, and one separator for all. */
    private static String skeleton(String name) {
        return name.replace('0', 'o')
                .replace('1', 'l')
                .replace("rn", "m")
                .replace("vv", "w")
                .replace('.', '-')
                .replace('_', '-');
    }
}
