package app.parley.account;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name by which a person signs in and is mentioned: 2 to 32 of the characters a–z, 0–9, dot, underscore and hyphen,
 * beginning and ending with a letter or a digit. Accounts from earlier days may end in one of the marks.
 */
record Username(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,30}[a-z0-9]");

    /** The words that a message uses to call everybody, or that people would take for one of them. */
    private static final Set<String> FOR_MANY = Set.of("all", "here", "everyone", "everybody", "channel", "room");

    /** The words by which people would take somebody for the server, or for whoever runs it. */
    private static final Set<String> TITLES = Stream.of(
                    "admin",
                    "administrator",
                    "sysadmin",
                    "superuser",
                    "root",
                    "system",
                    "server",
                    "support",
                    "helpdesk",
                    "moderator",
                    "operator",
                    "owner",
                    "staff",
                    "security",
                    "parley",
                    "postmaster",
                    "webmaster",
                    "noreply")
            .map(Username::atAGlance)
            .collect(Collectors.toUnmodifiableSet());

    /** @throws Refusal if this is not a username */
    Username {
        value.codePoints().filter(Username::isForeign).findFirst().ifPresent(Username::refuse);
        if (value.length() < 2 || value.length() > 32) {
            throw new Refusal("account.username.length");
        } else if (!SHAPE.matcher(value).matches()) {
            throw new Refusal("account.username.shape");
        } else if (FOR_MANY.contains(skeleton(value).replace("-", ""))) {
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

    /** Whether this is a name that only whoever runs the server may have. */
    boolean isTitle() {
        return TITLES.contains(atAGlance(value));
    }

    /** Coarser than a key, as nobody's own name is refused by it: digits that stand for letters, and no separators. */
    private static String atAGlance(String name) {
        return skeleton(name)
                .replace("-", "")
                .replace('l', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't');
    }

    /** The keys of this name and of what earlier days allowed, the same name with marks at its end: {@code @kim.} may mean either. */
    List<String> keysOfLookalikes() {
        return Stream.iterate(key(), key -> key + "-").limit(4).toList();
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
