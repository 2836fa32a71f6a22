package app.parley.web;

import app.parley.text.Sentence;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand in a line of text that others see: names, descriptions, titles. */
public final class PlainText {

    /** Letters and symbols by category that are blank by sight: Hangul fillers and the empty Braille pattern. */
    private static final String BLANK_LETTERS = "\u115F\u1160\u3164\uFFA0\u2800";

    private PlainText() {}

    /** The flags of countries within countries are all that tag characters are good for (Unicode TR 51). */
    private static final Pattern FLAG = Pattern.compile("\\x{1F3F4}[\\x{E0030}-\\x{E007A}]{3,6}\\x{E007F}");

    /**
     * Says what is wrong with a line of text: too long, control characters, half surrogate pairs, invisible letters, or the
     * embeddings, overrides and isolates that turn the text around them (Unicode Annex 9). The joiners that several scripts and
     * emoji need stay allowed.
     *
     * @param longest in code points
     * @return a sentence to show beside the field, or null if all is well
     */
    public static @Nullable Sentence error(String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            return Sentence.of("web.text.too-long", longest);
        } else if (text.codePoints().anyMatch(PlainText::breaksTheLine)
                || FLAG.matcher(text).replaceAll("").codePoints().anyMatch(PlainText::isHidden)) {
            return Sentence.of("web.text.controls");
        } else if (text.codePoints().anyMatch(PlainText::turnsTheLine)) {
            return Sentence.of("web.text.direction");
        } else {
            return null;
        }
    }

    /** Whether a reader would see nothing at all. */
    public static boolean isBlank(String text) {
        return text.codePoints().noneMatch(PlainText::isVisible);
    }

    private static boolean breaksTheLine(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }

    /** Tag characters, and format characters that nobody types: text that only programs read. */
    private static boolean isHidden(int character) {
        return (character >= 0xE0000 && character <= 0xE007F)
                || (character >= 0x206A && character <= 0x206F)
                || (character >= 0xFFF9 && character <= 0xFFFB);
    }

    private static boolean turnsTheLine(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.UNASSIGNED -> Character.isExtendedPictographic(character); // an emoji newer than this JDK
            default -> BLANK_LETTERS.indexOf(character) < 0;
        };
    }
}
