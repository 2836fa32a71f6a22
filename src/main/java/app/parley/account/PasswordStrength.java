package app.parley.account;

import com.nulabinc.zxcvbn.Pattern;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How soon somebody who knows how people choose passwords would guess one: common ones and words, repetitions, rows of the
 * keyboard, dates, and whatever is known about the person.
 *
 * @see <a href="https://www.usenix.org/conference/usenixsecurity16/technical-sessions/presentation/wheeler">zxcvbn</a>
 */
final class PasswordStrength {

    /** So many attempts at the sign-in would take years; the first word lists of whoever has the hashes are through. */
    private static final double ENOUGH = 1e6;

    /** With a name in it: who guesses names adds a year and an exclamation mark of their own accord. */
    private static final double ENOUGH_WITH_A_NAME = 1e8;

    /** What is good this far stays good; measuring takes longer the longer the text. */
    private static final int MEASURED = 32;

    /** Symbols that stand for letters. Left to the library, all of them together would keep it busy for seconds. */
    private static final String SYMBOLS = "@({[<!|$+%";

    private static final String LETTERS = "acccciistx";

    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    private PasswordStrength() {}

    /**
     * Refuses a password that would be guessed soon.
     *
     * @param names of the person who wants it, which others know
     * @throws Refusal with the reason
     */
    static void require(String password, List<String> names) {
        Strength strength = ZXCVBN.measure(measured(password), known(names));
        boolean hasName = strength.getSequence().stream().anyMatch(PasswordStrength::isName);
        if (strength.getGuesses() < (hasName ? ENOUGH_WITH_A_NAME : ENOUGH)) {
            throw new Refusal(reason(strength, hasName));
        }
    }

    private static String reason(Strength strength, boolean hasName) {
        if (hasName) {
            return "account.password.name";
        }
        boolean known = strength.getSequence().stream().anyMatch(match -> match.pattern == Pattern.Dictionary);
        return known ? "account.password.common" : "account.password.pattern";
    }

    private static boolean isName(Match match) {
        return "user_inputs".equals(match.dictionaryName);
    }

    /** The names, their words, their words in a row, and the name of what they sign in to. */
    private static List<String> known(List<String> names) {
        return Stream.concat(Stream.of("parley"), names.stream().flatMap(PasswordStrength::parts))
                .map(name -> measured(name.toLowerCase(Locale.ROOT)))
                .filter(name -> name.length() > 1)
                .distinct()
                .toList();
    }

    private static Stream<String> parts(String name) {
        return Stream.concat(
                Stream.of(name, name.replaceAll("[^\\p{L}\\p{N}]", "")), Stream.of(name.split("[^\\p{L}\\p{N}]+")));
    }

    private static String measured(String text) {
        var measured = new StringBuilder(text.substring(0, Math.min(text.length(), MEASURED)));
        for (int i = 0; i < measured.length(); i++) {
            int symbol = SYMBOLS.indexOf(measured.charAt(i));
            if (symbol >= 0) {
                measured.setCharAt(i, LETTERS.charAt(symbol));
            }
        }
        return measured.toString();
    }
}
