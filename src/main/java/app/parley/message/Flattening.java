package app.parley.message;

import java.util.regex.Pattern;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Makes a message of a document: headings would mix with the page's, so they become strong paragraphs; a picture from
 * elsewhere would tell that server who reads, so it becomes a link; faces stay faces; and no control turns letters around so
 * that a link reads as another.
 */
final class Flattening extends AbstractVisitor {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?|mailto):");

    /** Faces that begin like a quote: {@code >_<}, {@code >.>}, {@code >:(}. */
    private static final Pattern FACE = Pattern.compile(
            ">(?:[_.^~oOwW/-]{0,5}<|[_.^~oOwW/-]{1,5}>|[:;=xX8][-'^oO]?[()\\[\\]DPp|/\\\\3oO*@sS])(?:\\s.*)?");

    /** Faces between marks of emphasis: {@code *_*}, {@code *-*}. */
    private static final Pattern EYES = Pattern.compile("\\p{Punct}{1,3}");

    private static final Pattern OVERRIDES = Pattern.compile("[\u202D\u202E]");
    private static final Pattern CONTROLS = Pattern.compile("[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]");

    private static final String DONE = "☑ ";
    private static final String OPEN = "☐ ";

    private final String source;
    private boolean inLink;

    /** @param source what the document was parsed from, with its spans */
    Flattening(String source) {
        this.source = source;
    }

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

    /** An address of another kind would end as a link to nowhere, and a link holds no other one; the text stays. */
    @Override
    public void visit(Link link) {
        boolean outermost = !inLink;
        inLink = true;
        visitChildren(link);
        inLink = !outermost;
        if (!outermost || !ADDRESS.matcher(link.getDestination()).lookingAt()) {
            unwrap(link);
        }
    }

    /** Whether this entry of a list begins with a box. */
    static boolean isTask(ListItem item) {
        Node first =
                item.getFirstChild() instanceof Paragraph paragraph ? paragraph.getFirstChild() : item.getFirstChild();
        return first instanceof Text box
                && (box.getLiteral().equals(OPEN) || box.getLiteral().equals(DONE));
    }

    /** A box that nobody can tick is a picture of one, and pictures need no label. */
    @Override
    public void visit(CustomNode node) {
        if (node instanceof TaskListItemMarker task) {
            var box = new Text(task.isChecked() ? DONE : OPEN);
            if (task.getNext() instanceof Paragraph paragraph) {
                paragraph.prependChild(box);
            } else {
                task.insertAfter(box);
            }
            task.unlink();
        } else {
            visitChildren(node);
        }
    }

    @Override
    public void visit(BlockQuote quote) {
        boolean isFace = isFace(quote);
        visitChildren(quote);
        if (isFace && quote.getFirstChild() instanceof Paragraph paragraph) {
            paragraph.prependChild(new Text(">"));
            unwrap(quote);
        }
    }

    @Override
    public void visit(Emphasis emphasis) {
        visitChildren(emphasis);
        if (emphasis.getFirstChild() instanceof Text eyes
                && eyes.getNext() == null
                && EYES.matcher(eyes.getLiteral()).matches()) {
            eyes.setLiteral(emphasis.getOpeningDelimiter() + eyes.getLiteral() + emphasis.getClosingDelimiter());
            unwrap(emphasis);
        }
    }

    @Override
    public void visit(Text text) {
        String literal = text.getLiteral();
        text.setLiteral(inLink ? CONTROLS.matcher(literal).replaceAll("") : withoutOverrides(literal));
    }

    @Override
    public void visit(Code code) {
        if (inLink) {
            code.setLiteral(CONTROLS.matcher(code.getLiteral()).replaceAll(""));
        }
    }

    /** A face has a mark in its first line only: else it quotes. */
    private boolean isFace(BlockQuote quote) {
        boolean first = true;
        for (SourceSpan span : quote.getSourceSpans()) {
            String line = source.substring(span.getInputIndex(), span.getInputIndex() + span.getLength());
            if (first ? !FACE.matcher(line).matches() : line.startsWith(">")) {
                return false;
            }
            first = false;
        }
        return !first;
    }

    /** Without the two controls that write letters backwards whatever they are. */
    static String withoutOverrides(String text) {
        return OVERRIDES.matcher(text).replaceAll("");
    }

    private static void moveChildren(Node from, Node to) {
        for (Node child = from.getFirstChild(); child != null; child = from.getFirstChild()) {
            to.appendChild(child);
        }
    }

    private static void unwrap(Node node) {
        for (Node child = node.getLastChild(); child != null; child = node.getLastChild()) {
            node.insertAfter(child);
        }
        node.unlink();
    }
}
