package app.parley.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Takes a bare URL as one word before emphasis is looked for, so that marks inside it stay what they are. It ends where no URL
 * goes on (space, angle bracket, quote, a bracket that it did not open, a mark of Chinese or Japanese text), and the marks
 * at its end belong to the sentence around it.
 *
 * @see <a href="https://github.github.com/gfm/#autolinks-extension-">GitHub's extended autolinks</a>
 */
final class BareUrls implements InlineContentParserFactory, InlineContentParser {

    private static final Pattern BEGINNING = Pattern.compile("(?i)(?:https?://|www\\.)(?=[\\p{L}\\p{N}\\[]).*");

    /** Of the marks of ASCII, those with which a URL may end. */
    private static final String MAY_BE_LAST = "/#%&@-)]}";

    private static final Pattern ENTITY_AT_END = Pattern.compile("&[A-Za-z0-9#]{1,32};$");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\p{Punct})");

    /** A host in ASCII after which a text goes on that puts no space between its words. */
    private static final Pattern HOST_BEFORE_WORDS = Pattern.compile(
            "((?i)(?:https?://)?[a-z0-9.-]+\\.[a-z]{2,})[" + MentionRule.UNSPACED + "][^./?#:]*(?:[/?#:].*)?");

    @Override
    public Set<Character> getTriggerCharacters() {
        return Set.of('h', 'H', 'w', 'W');
    }

    @Override
    public InlineContentParser create() {
        return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        int before = scanner.peekPreviousCodePoint();
        Position start = scanner.position();
        if ((before < 128 && Character.isLetterOrDigit(before)) || !begins(scanner, start)) {
            return ParsedInline.none();
        }
        String url = trimmed(longest(scanner));
        scanner.setPosition(start);
        boolean hasScheme = Character.toLowerCase(url.charAt(0)) == 'h';
        if (!hasScheme && url.indexOf('.', "www.".length()) < 0) {
            return ParsedInline.none();
        }
        for (int i = 0; i < url.length(); i++) {
            scanner.next();
        }
        String plain = visible(ESCAPE.matcher(url).replaceAll("$1").replace("&amp;", "&"));
        var link = new Link(hasScheme ? plain : "http://" + plain, null);
        link.appendChild(new Text(plain));
        return ParsedInline.of(link, scanner.position());
    }

    /** Looks at the first characters only: most words that begin so are no URLs. */
    private static boolean begins(Scanner scanner, Position start) {
        var beginning = new StringBuilder();
        while (beginning.length() < "https://".length() + 2 && scanner.peek() != Scanner.END) {
            beginning.append(scanner.peek());
            scanner.next();
        }
        scanner.setPosition(start);
        return BEGINNING.matcher(beginning).lookingAt();
    }

    private static String longest(Scanner scanner) {
        var url = new StringBuilder();
        int[] open = new int[3];
        while (scanner.peek() != Scanner.END) {
            int character = scanner.peekCodePoint();
            int opening = "([{".indexOf(character);
            int closing = ")]}".indexOf(character);
            if (ends(character) || (closing >= 0 && open[closing]-- == 0)) {
                break;
            } else if (opening >= 0) {
                open[opening]++;
            }
            url.appendCodePoint(character);
            for (int i = 0; i < Character.charCount(character); i++) {
                scanner.next();
            }
        }
        return url.toString();
    }

    private static boolean ends(int character) {
        if (character < 128) {
            return character <= ' ' || "<>\"`".indexOf(character) >= 0;
        }
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
            case Character.OTHER_PUNCTUATION ->
                (character >= 0x3000 && character <= 0x303F) || (character >= 0xFF00 && character <= 0xFFEF);
            default -> false;
        };
    }

    private static String trimmed(String url) {
        Matcher words = HOST_BEFORE_WORDS.matcher(url);
        String rest = words.matches() ? words.group(1) : url;
        int end = rest.length();
        while (true) {
            int last = rest.codePointBefore(end);
            if (last == ';') {
                Matcher entity = ENTITY_AT_END.matcher(rest).region(Math.max(0, end - 34), end);
                end = entity.find() ? entity.start() : end - 1;
            } else if (isMark(last)) {
                end -= Character.charCount(last);
            } else {
                return rest.substring(0, end);
            }
        }
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.OTHER_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION -> MAY_BE_LAST.indexOf(character) < 0;
            default -> character == '~';
        };
    }

    /** Controls that nobody sees, and that turn the letters around them, stand as what they are. */
    private static String visible(String url) {
        if (url.codePoints().noneMatch(BareUrls::isHidden)) {
            return url;
        }
        var visible = new StringBuilder();
        url.codePoints().forEach(character -> {
            if (isHidden(character)) {
                for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    visible.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
                }
            } else {
                visible.appendCodePoint(character);
            }
        });
        return visible.toString();
    }

    private static boolean isHidden(int character) {
        return Character.getType(character) == Character.FORMAT;
    }
}
