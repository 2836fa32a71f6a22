package app.parley.notification;

import java.text.BreakIterator;
import java.util.Locale;

/** The beginning of what somebody wrote. */
public final class Excerpt {

    private Excerpt() {}

    /**
     * The text, or its beginning and an ellipsis. What people see as one character is never cut in two.
     *
     * @param longest so many code points at most, at least 1
     */
    public static String of(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = text.offsetByCodePoints(0, longest - 1);
        return text.substring(0, characters.isBoundary(end) ? end : characters.preceding(end)) + "…";
    }
}
