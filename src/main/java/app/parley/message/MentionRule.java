package app.parley.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a mention begins and ends in running text. {@code js/account/mention.js} has the same expression, for completion and
 * for the question before many are notified; a test compares them.
 *
 * <p>A letter beside a mention makes another word of it ({@code née@bo}, {@code @boß}), except in scripts that put no space
 * between words, or, as Hangul does, a particle right behind a name: there {@code @boさん} is Bo. Usernames are ASCII, so the
 * name ends where such a script begins.
 */
final class MentionRule {

    /** The scripts whose letters end a name on either side, and the two long-vowel marks that belong to no script. */
    static final String UNSPACED = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Bopomofo}\\p{sc=Hangul}"
            + "\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}ーｰ";

    private static final String LETTER = "(?![" + UNSPACED + "])[\\p{L}\\p{M}\\p{N}]";

    /** Not in the middle of a word, an address or a path, and not behind a backslash. */
    static final String EXPRESSION =
            "(?<!" + LETTER + "|[_@./+\\\\-])@([A-Za-z0-9][A-Za-z0-9._-]{1,31})(?!" + LETTER + ")";

    static final Pattern MENTION = Pattern.compile(EXPRESSION);

    /** Of accounts from before names had to end in a letter or a digit, so many marks are looked for. */
    private static final int MAX_MARKS = 3;

    private MentionRule() {}

    /**
     * The usernames that a word after {@code @} may mean, the likeliest first: marks at its end belong to the sentence.
     * Accounts from earlier days may end in marks; they are meant where nobody has the name without.
     */
    static List<String> readings(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        int end = name.length();
        while (end > 1 && "._-".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        Set<String> readings = new LinkedHashSet<>();
        for (int i = end; i <= Math.min(name.length(), end + MAX_MARKS); i++) {
            readings.add(name.substring(0, i));
        }
        return List.copyOf(readings);
    }
}
