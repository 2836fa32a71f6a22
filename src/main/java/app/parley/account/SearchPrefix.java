package app.parley.account;

import app.parley.text.Folding;
import java.util.Set;
import java.util.TreeSet;

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

    /** @param typed any text; blank finds everybody */
    public static SearchPrefix of(String typed) {
        String folded = folded(typed.strip().replaceFirst("^@", ""));
        return new SearchPrefix(folded, folded + BEHIND_ALL);
    }

    /** The key that names have in common which people take for one another; no prefix that a form lets through begins so. */
    static String lookAlike(String name) {
        return Folding.cut('\u0001' + LookAlike.of(name), LONGEST);
    }

    /** The keys of somebody: the username, the name from each of its words on, and what it looks like. */
    static Set<String> keys(String name, String username) {
        Set<String> keys = new TreeSet<>(Set.of(username, lookAlike(name)));
        String rest = folded(name);
        while (!rest.isEmpty()) {
            keys.add(rest);
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1);
        }
        return keys;
    }

    private static String folded(String text) {
        return Folding.cut(Folding.folded(text), LONGEST);
    }
}
