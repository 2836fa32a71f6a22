package app.parley.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Names as people look for them and expect them in a list: without case, accents and width, numbers by their value. The
 * databases differ in what they fold (SQLite knows ASCII only), so both store what is folded here and compare it code point by
 * code point.
 */
public final class Folding {

    /** Accents, Arabic and Hebrew vowels, and the stroke that lengthens Arabic words; the vowels of Indic scripts are letters. */
    private static final Pattern MARKS =
            Pattern.compile("[\\p{Mn}&&[\\p{IsInherited}\\p{IsArabic}\\p{IsHebrew}]]+|\u0640");

    /** What people do not see: joiners, directional marks, soft hyphens. */
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");

    /** Longer numbers are all taken to be equally long. */
    private static final int MOST_DIGITS = 40;

    private Folding() {}

    /** The text as it is searched: two that differ in case, accents, width or the amount of space are equal. */
    public static String folded(String text) {
        String upper = withoutMarks(text).toUpperCase(Locale.ROOT); // makes ß and ı what they are to most people
        String lower = withoutMarks(upper).toLowerCase(Locale.ROOT);
        return SPACE.matcher(strokesLeftOut(lower)).replaceAll(" ").strip();
    }

    /** The same, with ä, ö, ü, ø and å written out as who has no such keys does; equal to {@link #folded} without any. */
    public static String writtenOut(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var plain = new StringBuilder();
        composed.codePoints().forEach(character -> {
            switch (Character.toLowerCase(character)) {
                case 'ä' -> plain.append("ae");
                case 'ö', 'ø' -> plain.append("oe");
                case 'ü' -> plain.append("ue");
                case 'å' -> plain.append("aa");
                default -> plain.appendCodePoint(character);
            }
        });
        return folded(plain.toString());
    }

    /**
     * By what a list is in order: the folded text, each number in it behind a character for its length, so that 10 comes
     * after 2.
     */
    public static String ordered(String text) {
        return NUMBER.matcher(folded(text)).replaceAll(Folding::byLength);
    }

    /** At most so many code points from the beginning. */
    public static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    private static String withoutMarks(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return UNSEEN.matcher(MARKS.matcher(apart).replaceAll("")).replaceAll("");
    }

    private static String strokesLeftOut(String text) {
        return text.replace('ς', 'σ')
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ð', 'd')
                .replace('ħ', 'h')
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace("þ", "th");
    }

    private static String byLength(MatchResult number) {
        var digits = new StringBuilder();
        number.group().codePoints().forEach(digit -> {
            if (!digits.isEmpty() || Character.digit(digit, 10) > 0) {
                digits.append(Character.digit(digit, 10));
            }
        });
        return (char) ('0' + Math.min(digits.length(), MOST_DIGITS)) + digits.toString();
    }
}
