package app.parley.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The beginning of a name, or of a word of it, or of a username, as somebody types it to find a person. Accents, case and
 * width do not matter.
 *
 * @param from the first key that begins so
 * @param to what lies behind the last one
 */
public record SearchPrefix(String from, String to) {

    /** Longer keys are cut: nobody types on until there. */
    private static final int LONGEST = 100;

    /** Behind every character that a name can have: a noncharacter, the last of Unicode. */
    private static final String BEHIND_ALL = Character.toString(Character.MAX_CODE_POINT);

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** @param typed any text; blank finds everybody */
    public static SearchPrefix of(String typed) {
        String folded = folded(typed.strip().replaceFirst("^@", ""));
        return new SearchPrefix(folded, folded + BEHIND_ALL);
    }

    /** The keys of somebody: the username, and the name from each of its words on. */
    static Set<String> keys(String name, String username) {
        Set<String> keys = new TreeSet<>(Set.of(username));
        String rest = folded(name);
        while (!rest.isEmpty()) {
            keys.add(rest);
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1);
        }
        return keys;
    }

    private static String folded(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String folded =
                SPACE.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        return folded.substring(
                0, folded.offsetByCodePoints(0, Math.min(LONGEST, folded.codePointCount(0, folded.length()))));
    }
}
