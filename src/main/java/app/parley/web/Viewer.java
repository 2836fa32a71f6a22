package app.parley.web;

import app.parley.text.Language;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person as pages show one.
 *
 * @param id the user's id
 * @param name the name that people see
 * @param username the unique name for signing in and mentioning, without {@code @}
 * @param administrator whether this person may open the administration pages
 * @param theme {@code system}, {@code light} or {@code dark}
 * @param density {@code comfortable} or {@code compact}
 * @param language in which this person wants the pages, or null for the browser's
 * @param status a few words about now, or empty
 * @param doNotDisturbUntil until when this person wants to be told of nothing; null, or in the past, for not now
 * @param picture the path of this person's picture, a square JPEG, or null
 */
public record Viewer(
        long id,
        String name,
        String username,
        boolean administrator,
        String theme,
        String density,
        @Nullable Language language,
        String status,
        @Nullable Instant doNotDisturbUntil,
        @Nullable String picture) {

    /** How many colours {@link #hue} chooses from; the style sheet has as many. */
    private static final int HUES = 24;

    /** With its marks, and an emoji with all its parts: an extended grapheme cluster (Unicode Annex 29). */
    private static final Pattern LETTER = Pattern.compile("\\X");

    /** Whether this person wants to be told of nothing now. */
    public boolean isDoNotDisturb() {
        return doNotDisturbUntil != null && doNotDisturbUntil.isAfter(Instant.now());
    }

    /** One or two letters that stand for a picture: the first of the first and of the last word. */
    public String initials() {
        String[] words = name.strip().split("\\s+");
        String first = firstLetter(words[0]);
        return words.length == 1 ? first : first + firstLetter(words[words.length - 1]);
    }

    /** The number of this person's colour, 0 to 23; neighbours in sign-up order differ clearly. */
    public int hue() {
        return Math.floorMod(id * 7, HUES);
    }

    private static String firstLetter(String word) {
        Matcher letter = LETTER.matcher(word);
        if (!letter.find()) {
            return "";
        }
        int base = letter.group().codePointAt(0);
        String marks = letter.group().substring(Character.charCount(base));
        return Character.toString(Character.toTitleCase(base)) + marks;
    }
}
