package app.parley.message;

import java.util.List;
import java.util.Map;
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
            .attributeProviderFactory(context -> (node, tagName, attributes) -> describeLink(node, attributes))
            .build();

    /** @return HTML that may be put into a page as it is */
    String toHtml(String source) {
        try {
            Node document = parser.parse(source);
            document.accept(new Flattening());
            return SANITISER.sanitize(renderer.render(document));
        } catch (StackOverflowError _) {
            // Inline nesting has no bound of its own: thousands of unclosed marks in one paragraph show as they are.
            return "<p>" + HtmlUtils.htmlEscape(source) + "</p>";
        }
    }

    private static void describeLink(Node node, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.put("rel", "nofollow noopener noreferrer");
            attributes.put("target", "_blank");
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
