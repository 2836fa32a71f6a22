package app.parley.message;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The words of a message as people read them: blocks become lines, and marks are gone. */
final class PlainWords extends AbstractVisitor {

    private static final String BULLET = "• ";
    private static final String BETWEEN_CELLS = " · ";

    private final StringBuilder words = new StringBuilder();

    private PlainWords() {}

    /** @param document a whole text, or a part of one */
    static String of(Node document) {
        var plain = new PlainWords();
        document.accept(plain);
        return plain.words.toString().strip();
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        endLine();
    }

    @Override
    public void visit(BlockQuote quote) {
        endLine();
        words.append('“');
        visitChildren(quote);
        while (Character.isWhitespace(words.charAt(words.length() - 1))) {
            words.setLength(words.length() - 1);
        }
        words.append("”\n");
    }

    @Override
    public void visit(ListItem item) {
        endLine();
        if (!Flattening.isTask(item)) {
            words.append(sign(item));
        }
        visitChildren(item);
        endLine();
    }

    private static String sign(ListItem item) {
        if (item.getParent() instanceof BulletList || !(item.getParent() instanceof OrderedList list)) {
            return BULLET;
        }
        Integer first = list.getMarkerStartNumber();
        int number = first == null ? 1 : first;
        for (Node before = item.getPrevious(); before != null; before = before.getPrevious()) {
            number++;
        }
        return number + ". ";
    }

    @Override
    public void visit(FencedCodeBlock code) {
        words.append(code.getLiteral());
        endLine();
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        words.append(code.getLiteral());
        endLine();
    }

    @Override
    public void visit(HtmlBlock html) {
        words.append(html.getLiteral());
        endLine();
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof InlineLiterals.SilentAt) {
            words.append('@');
        } else if (node instanceof TableCell && node.getPrevious() != null) {
            words.append(BETWEEN_CELLS);
        }
        visitChildren(node);
        if (node instanceof TableRow) {
            endLine();
        }
    }

    @Override
    public void visit(Text text) {
        words.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        words.append(code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        words.append(html.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        words.append('\n');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        words.append('\n');
    }

    private void endLine() {
        if (!words.isEmpty() && words.charAt(words.length() - 1) != '\n') {
            words.append('\n');
        }
    }
}
