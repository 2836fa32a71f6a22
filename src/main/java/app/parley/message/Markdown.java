package app.parley.message;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Message text to HTML: CommonMark with tables, strikethrough, task lists and bare links. HTML in the source shows as
 * text; then only elements of a short list survive.
 *
 * <p>Whatever is stored can be shown: depth, cells and length are bounded, and a text beyond the bounds, or one that nobody
 * foresaw, shows as it is written.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/">CommonMark 0.31.2</a>
 */
@Component
class Markdown {

    private static final Logger log = LoggerFactory.getLogger(Markdown.class);

    /** No HTML is longer than so many times its text, apart from the names of the people in it, */
    private static final int MAX_GROWTH = 20;

    /** and none has more bytes: so its event fits the queue of every reader. */
    private static final int MAX_BYTES = 200_000;

    /** As long as a link to a person with a long name becomes. */
    private static final int MAX_MENTION_LENGTH = 500;

    /** Deeper quotes and lists than anybody writes; without a bound, nesting costs stack. */
    private static final int MAX_BLOCK_DEPTH = 16;

    /** All nesting together, that of emphasis too. */
    private static final int MAX_DEPTH = 100;

    /** In a cell with more characters lines break; a table is as wide as its words, and scrolls. */
    private static final int LONG_CELL = 32;

    /** As many cells as fit into a message: short rows are filled up to the width of the first. */
    private static final int MAX_CELLS = 5_000;

    /** The word that calls everybody in the room. */
    static final String ALL = "all";

    /** The word that calls those who have Parley open. */
    static final String HERE = "here";

    static final Set<String> FOR_MANY = Set.of(ALL, HERE);

    /** So many people may be mentioned in one message; the words after them stay words. */
    private static final int MAX_MENTIONS = 50;

    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private static final String PROFILES = "/users/";
    private static final String CALLING = "@";

    private static final List<Extension> EXTENSIONS = List.of(
            AutolinkExtension.builder().linkTypes(AutolinkType.EMAIL).build(),
            StrikethroughExtension.builder().requireTwoTildes(true).build(),
            TablesExtension.builder().maxCells(MAX_CELLS).build(),
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
            .allowAttributes("class")
            .matching(true, "task")
            .onElements("li")
            .allowAttributes("data-mention")
            .matching(Pattern.compile("[0-9]{1,18}|all|here"))
            .onElements("a", "strong")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,9}"))
            .onElements("ol")
            .allowAttributes("class")
            .matching(Pattern.compile("language-[A-Za-z0-9+#.-]{1,30}"))
            .onElements("code")
            .allowAttributes("class")
            .matching(true, "long")
            .onElements("th", "td")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .toFactory();

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .customInlineContentParserFactory(new BareUrls())
            .customInlineContentParserFactory(new InlineLiterals())
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(MAX_BLOCK_DEPTH)
            .build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .nodeRendererFactory(InlineLiterals::silentAtHtml)
            .attributeProviderFactory(context -> (node, tagName, attributes) -> describe(node, attributes))
            .build();

    /** A text is beyond the bounds. */
    private static final class TooMuch extends RuntimeException {

        TooMuch() {
            super("Beyond the bounds of what is rendered", null, false, false);
        }
    }

    /**
     * @param mentioned the people whom the message mentions; {@code @} before other words stays as it is
     * @return HTML that may be put into a page as it is
     */
    String toHtml(String source, List<Mentioned> mentioned) {
        return shown(
                source,
                text -> {
                    Node document = parse(text);
                    int names = name(document, mentioned);
                    int most = Math.min(MAX_BYTES, MAX_GROWTH * text.length() + MAX_MENTION_LENGTH * names);
                    var html = new Bounded(most);
                    RENDERER.render(document, html);
                    String safe = html.checked(SANITISER.sanitize(html.toString()));
                    return isInvisible(safe) ? plainHtml(text) : safe;
                },
                Markdown::plainHtml);
    }

    /**
     * The words as people read them, without marks and with the names of today, for places that show no HTML.
     *
     * @param mentioned the people whom the message mentions
     */
    String toText(String source, List<Mentioned> mentioned) {
        return shown(
                source,
                text -> {
                    Node document = parse(text);
                    name(document, mentioned);
                    String words = PlainWords.of(document);
                    return words.isBlank() ? text : words;
                },
                Function.identity());
    }

    /**
     * Whom running text mentions: for each {@code @} the words that it may mean, see {@link MentionRule#readings}. Code, links,
     * quotes and escapes mention nobody.
     */
    static List<List<String>> mentions(String source) {
        if (source.indexOf('@') < 0) {
            return List.of();
        }
        return shown(
                source,
                text -> {
                    var found = new Mentioning();
                    parse(text).accept(found);
                    return List.copyOf(found.mentions);
                },
                _ -> List.of());
    }

    /** Whatever goes wrong with a text, those who read its room must not suffer. */
    private static <T> T shown(String source, Function<String, T> way, Function<String, T> plain) {
        try {
            return way.apply(source);
        } catch (TooMuch | StackOverflowError | IllegalArgumentException _) { // the latter: too many cells
            return plain.apply(source);
        } catch (RuntimeException e) {
            log.error("A text of {} characters shows as it is written", source.length(), e);
            return plain.apply(source);
        }
    }

    private static Node parse(String source) {
        Node document = PARSER.parse(source);
        checkDepth(document);
        document.accept(new Flattening(source));
        return document;
    }

    private static void checkDepth(Node document) {
        int depth = 0;
        Node node = document;
        while (true) {
            Node next = node.getFirstChild();
            if (next != null) {
                depth++;
            }
            while (next == null) {
                if (node.getParent() == null) {
                    return;
                }
                next = node.getNext();
                if (next == null) {
                    node = node.getParent();
                    depth--;
                }
            }
            if (depth > MAX_DEPTH) {
                throw new TooMuch();
            }
            node = next;
        }
    }

    /** Puts the names of today where people are mentioned; returns how many. */
    private static int name(Node document, List<Mentioned> mentioned) {
        var naming = new Naming(Mentioned.byUsername(mentioned));
        document.accept(naming);
        return naming.names;
    }

    /** Definitions, empty links and the like show nothing. */
    private static boolean isInvisible(String html) {
        return !html.contains("<hr") && TAG.matcher(html).replaceAll("").isBlank();
    }

    private static String plainHtml(String source) {
        String text = HtmlUtils.htmlEscape(source.strip(), StandardCharsets.UTF_8.name());
        return "<p>" + Flattening.withoutOverrides(text).replace("\n", "<br />\n") + "</p>\n";
    }

    private static void describe(Node node, Map<String, String> attributes) {
        if (node instanceof Link link && link.getDestination().startsWith(PROFILES)) {
            attributes.remove("rel");
            attributes.put("class", "mention");
            attributes.put("data-mention", link.getDestination().substring(PROFILES.length()));
        } else if (node instanceof Link link) {
            attributes.put("rel", "nofollow noopener noreferrer");
            if (!link.getDestination().startsWith("mailto:")) { // its program opens beside the page by itself
                attributes.put("target", "_blank");
            }
        } else if (node instanceof StrongEmphasis call
                && CALLING.equals(call.getOpeningDelimiter())
                && call.getFirstChild() instanceof Text word) {
            attributes.put("class", "mention");
            attributes.put("data-mention", word.getLiteral().substring(1));
        } else if (node instanceof ListItem item && Flattening.isTask(item)) {
            attributes.put("class", "task");
        } else if (node instanceof TableCell && PlainWords.of(node).length() > LONG_CELL) {
            attributes.put("class", "long");
        }
    }

    /** Takes HTML up to a length: a short text may refer to a long address a thousand times. */
    private static final class Bounded implements Appendable {

        private final StringBuilder html = new StringBuilder();
        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public Appendable append(CharSequence text) {
            return append(text, 0, text.length());
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            if (html.length() + end - start > most) {
                throw new TooMuch();
            }
            html.append(text, start, end);
            return this;
        }

        @Override
        public Appendable append(char character) {
            return append(Character.toString(character), 0, 1);
        }

        /** Sanitising writes some characters longer. */
        String checked(String sanitised) {
            if (sanitised.length() > most || sanitised.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                throw new TooMuch();
            }
            return sanitised;
        }

        @Override
        public String toString() {
            return html.toString();
        }
    }

    /** Looks only where a mention counts. */
    private abstract static class Running extends AbstractVisitor {

        @Override
        public void visit(Link link) {}

        @Override
        public void visit(BlockQuote quote) {}
    }

    private static final class Mentioning extends Running {

        private final Set<List<String>> mentions = new LinkedHashSet<>();

        @Override
        public void visit(Text text) {
            Matcher mention = MentionRule.MENTION.matcher(text.getLiteral());
            while (mention.find() && mentions.size() < MAX_MENTIONS) {
                mentions.add(MentionRule.readings(mention.group(1)));
            }
        }
    }

    /** Whoever is mentioned goes by the name of today. */
    private static final class Naming extends Running {

        private final Map<String, Mentioned> people;
        private int names;

        Naming(Map<String, Mentioned> people) {
            this.people = people;
        }

        @Override
        public void visit(Text text) {
            String literal = text.getLiteral();
            Matcher mention = MentionRule.MENTION.matcher(literal);
            int end = 0;
            while (mention.find() && names < MAX_MENTIONS) {
                for (String word : MentionRule.readings(mention.group(1))) {
                    Node name = name(word);
                    if (name != null) {
                        text.insertBefore(new Text(literal.substring(end, mention.start())));
                        text.insertBefore(name);
                        end = mention.start() + CALLING.length() + word.length();
                        names++;
                        break;
                    }
                }
            }
            if (end > 0) {
                text.setLiteral(literal.substring(end));
            }
        }

        private @Nullable Node name(String word) {
            Mentioned person = people.get(word);
            Node name = null;
            if (person != null) {
                name = new Link(PROFILES + person.id(), null);
                name.appendChild(new Text(CALLING + person.name()));
            } else if (FOR_MANY.contains(word)) {
                name = new StrongEmphasis(CALLING);
                name.appendChild(new Text(CALLING + word));
            }
            return name;
        }
    }
}
