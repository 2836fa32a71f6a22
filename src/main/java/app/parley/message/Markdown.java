package app.parley.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Message text to HTML: CommonMark with tables, strikethrough, task lists and bare links. HTML in the source shows as
 * text; then only elements of a short list survive.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/">CommonMark 0.31.2</a>
 */
@Component
class Markdown {

    /** Deeper quotes and lists than anybody writes; without a bound, nesting costs stack. */
    private static final int DEEPEST_BLOCK = 16;

    /** The word that calls everybody in the room. */
    static final String ALL = "all";

    /** The word that calls those who have Parley open. */
    static final String HERE = "here";

    static final Set<String> CALLS_FOR_MANY = Set.of(ALL, HERE);

    /** So many people may be called by name in one message; the words after them stay words. */
    private static final int MOST_CALLS = 50;

    /** So many marks may end a sentence after a name. */
    private static final int MOST_MARKS = 3;

    /** Not in the middle of a word, an address or a path. */
    private static final Pattern CALL =
            Pattern.compile("(?<![\\p{L}\\p{N}_@./+-])@([A-Za-z0-9][A-Za-z0-9._-]{1,31})(?![\\p{L}\\p{N}])");

    private static final String PROFILES = "/users/";
    private static final String CALLING = "@";

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?|mailto):");

    private static final List<Extension> EXTENSIONS = List.of(
            AutolinkExtension.create(),
            StrikethroughExtension.create(),
            TablesExtension.create(),
            TaskListItemsExtension.create());

    private static final PolicyFactory SANITISER = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "strong", "em", "del", "blockquote", "ul", "ol", "li", "pre", "code")
            .allowElements("table", "thead", "tbody", "tr", "th", "td", "a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href", "rel", "target")
            .onElements("a")
            .allowAttributes("class")
            .matching(true, "mention")
            .onElements("a", "strong")
            .allowAttributes("data-mention")
            .matching(Pattern.compile("[0-9]{1,18}|all|here"))
            .onElements("a", "strong")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,9}"))
            .onElements("ol")
            .allowAttributes("class")
            .matching(Pattern.compile("language-[A-Za-z0-9+#.-]{1,30}"))
            .onElements("code")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .toFactory();

    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(DEEPEST_BLOCK)
            .build();

    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .attributeProviderFactory(context -> (node, tagName, attributes) -> describe(node, attributes))
            .build();

    /**
     * @param called the people whom the message calls; {@code @} before other words stays as it is
     * @return HTML that may be put into a page as it is
     */
    String toHtml(String source, List<Mentioned> called) {
        try {
            Node document = parser.parse(source);
            document.accept(new Flattening());
            document.accept(new Naming(Mentioned.byUsername(called)));
            return SANITISER.sanitize(renderer.render(document));
        } catch (StackOverflowError _) {
            // Inline nesting has no bound of its own: thousands of unclosed marks in one paragraph show as they are.
            return "<p>" + HtmlUtils.htmlEscape(source) + "</p>";
        }
    }

    /**
     * Who may be called in running text: for each {@code @} the word after it in lower case, a username, {@link #ALL} or
     * {@link #HERE}. A dot at its end may end the name or the sentence, so a call has several readings, the longest first; it
     * means the first that somebody has.
     */
    Set<List<String>> calls(String source) {
        if (source.indexOf('@') < 0) {
            return Set.of();
        }
        var calls = new LinkedHashSet<List<String>>();
        try {
            parser.parse(source).accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    Matcher call = CALL.matcher(text.getLiteral());
                    while (call.find() && calls.size() < MOST_CALLS) {
                        calls.add(readings(call.group(1)));
                    }
                }

                @Override
                public void visit(Link link) {}
            });
        } catch (StackOverflowError _) {
            return Set.of(); // it shows as it is
        }
        return calls;
    }

    /** The word, and what is left without the marks at its end. */
    private static List<String> readings(String word) {
        var readings = new ArrayList<String>();
        String reading = word.toLowerCase(Locale.ROOT);
        readings.add(reading);
        while (reading.length() > 1
                && readings.size() <= MOST_MARKS
                && "._-".indexOf(reading.charAt(reading.length() - 1)) >= 0) {
            reading = reading.substring(0, reading.length() - 1);
            readings.add(reading);
        }
        return readings;
    }

    private static void describe(Node node, Map<String, String> attributes) {
        if (node instanceof Link link && link.getDestination().startsWith(PROFILES)) {
            attributes.remove("rel");
            attributes.put("class", "mention");
            attributes.put("data-mention", link.getDestination().substring(PROFILES.length()));
        } else if (node instanceof Link) {
            attributes.put("rel", "nofollow noopener noreferrer");
            attributes.put("target", "_blank");
        } else if (node instanceof StrongEmphasis call
                && CALLING.equals(call.getOpeningDelimiter())
                && call.getFirstChild() instanceof Text word) {
            attributes.put("class", "mention");
            attributes.put("data-mention", word.getLiteral().substring(1));
        }
    }

    /** Whoever is called goes by the name of today. */
    private static class Naming extends AbstractVisitor {

        private final Map<String, Mentioned> people;

        Naming(Map<String, Mentioned> people) {
            this.people = people;
        }

        @Override
        public void visit(Text text) {
            String literal = text.getLiteral();
            Matcher call = CALL.matcher(literal);
            int end = 0;
            while (call.find()) {
                for (String word : readings(call.group(1))) {
                    Node name = name(word);
                    if (name != null) {
                        text.insertBefore(new Text(literal.substring(end, call.start())));
                        text.insertBefore(name);
                        end = call.start() + CALLING.length() + word.length();
                        break;
                    }
                }
            }
            if (end > 0) {
                text.setLiteral(literal.substring(end));
            }
        }

        @Override
        public void visit(Link link) {}

        private @Nullable Node name(String word) {
            Mentioned person = people.get(word);
            Node name = null;
            if (person != null) {
                name = new Link(PROFILES + person.id(), null);
                name.appendChild(new Text(CALLING + person.name()));
            } else if (CALLS_FOR_MANY.contains(word)) {
                name = new StrongEmphasis(CALLING);
                name.appendChild(new Text(CALLING + word));
            }
            return name;
        }
    }

    /**
     * A message is no document: its headings would mix with the page's, so they become strong paragraphs; a picture from
     * elsewhere would tell that server who reads, so it becomes a link.
     */
    private static class Flattening extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            visitChildren(heading);
            var strong = new StrongEmphasis("**");
            moveChildren(heading, strong);
            var paragraph = new Paragraph();
            paragraph.appendChild(strong);
            heading.insertAfter(paragraph);
            heading.unlink();
        }

        @Override
        public void visit(Image image) {
            var link = new Link(image.getDestination(), image.getTitle());
            moveChildren(image, link);
            if (link.getFirstChild() == null) {
                link.appendChild(new Text(image.getDestination()));
            }
            image.insertAfter(link);
            image.unlink();
            visit(link);
        }

        /** An address of another kind would end as a link to nowhere; its text stays. */
        @Override
        public void visit(Link link) {
            visitChildren(link);
            if (!ADDRESS.matcher(link.getDestination()).lookingAt()) {
                for (Node child = link.getLastChild(); child != null; child = link.getLastChild()) {
                    link.insertAfter(child);
                }
                link.unlink();
            }
        }

        /** A box that nobody can tick is a picture of one, and pictures need no label. */
        @Override
        public void visit(CustomNode node) {
            if (node instanceof TaskListItemMarker task) {
                task.insertAfter(new Text(task.isChecked() ? "☑ " : "☐ "));
                task.unlink();
            } else {
                visitChildren(node);
            }
        }

        private static void moveChildren(Node from, Node to) {
            for (Node child = from.getFirstChild(); child != null; child = from.getFirstChild()) {
                to.appendChild(child);
            }
        }
    }
}
