package app.parley.message;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/**
 * Runs of characters that Markdown must not take apart: faces, whose eyes are no emphasis, the shrug, whose arm is no escape, and an
 * {@code @} that was escaped.
 */
final class InlineLiterals implements InlineContentParserFactory, InlineContentParser {

    /** An {@code @} that mentions nobody, so whoever escaped it meant. */
    static final class SilentAt extends CustomNode {}

    /** Writes it as it is. */
    static NodeRenderer silentAtHtml(HtmlNodeRendererContext context) {
        return new NodeRenderer() {
            @Override
            public Set<Class<? extends Node>> getNodeTypes() {
                return Set.of(SilentAt.class);
            }

            @Override
            public void render(Node node) {
                context.getWriter().text("@");
            }
        };
    }

    private static final int LONGEST = 16;

    private static final Map<Pattern, Function<String, Node>> LITERALS = Map.of(
            Pattern.compile("(?:>_+<|\\*[_.-]+\\*|\\^_+\\^|-_+-|;_+;|=_+=)(?![^\\s.,!?:)])"), Text::new,
            Pattern.compile("¯\\\\_[(（][^\\s()（）]{1,8}[)）]_/¯"), Text::new,
            Pattern.compile("\\\\@|&#0{0,5}64;|&#[xX]0{0,4}40;|&commat;"), _ -> new SilentAt());

    @Override
    public Set<Character> getTriggerCharacters() {
        return Set.of('¯', '\\', '&', '>', '*', '^', '-', ';', '=');
    }

    @Override
    public InlineContentParser create() {
        return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        Position start = scanner.position();
        var next = new StringBuilder();
        while (next.length() < LONGEST && scanner.peek() != Scanner.END) {
            next.append(scanner.peek());
            scanner.next();
        }
        for (var literal : LITERALS.entrySet()) {
            Matcher matcher = literal.getKey().matcher(next);
            if (matcher.lookingAt()) {
                scanner.setPosition(start);
                for (int i = 0; i < matcher.end(); i++) {
                    scanner.next();
                }
                return ParsedInline.of(literal.getValue().apply(matcher.group()), scanner.position());
            }
        }
        return ParsedInline.none();
    }
}
