package dev.slipway.vocabulary;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Prose, quoted code and links of a Markdown file. A code block is code, except that of a diagram,
 * whose labels are prose.
 */
final class MarkdownText {
  /** A link with its position. */
  record Target(int line, String destination) {}

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private final Path file;
  private final Vocabulary vocabulary;
  private final List<Passage> passages = new ArrayList<>();
  private final List<Target> links = new ArrayList<>();

  MarkdownText(Path file, String source, Vocabulary vocabulary) {
    this.file = file;
    this.vocabulary = vocabulary;
    block(PARSER.parse(source));
  }

  List<Passage> passages() {
    return passages;
  }

  List<Target> links() {
    return links;
  }

  private void block(Node node) {
    if (node instanceof Paragraph || node instanceof Heading || node instanceof TableCell) {
      StringBuilder text = new StringBuilder();
      inline(node, text);
      add(line(node), Passage.Kind.PROSE, text.toString());
    } else if (node instanceof FencedCodeBlock fenced) {
      boolean isDiagram = "mermaid".equals(fenced.getInfo());
      add(line(node) + 1, isDiagram ? Passage.Kind.PROSE : Passage.Kind.CODE, fenced.getLiteral());
    } else if (node instanceof IndentedCodeBlock indented) {
      add(line(node), Passage.Kind.CODE, indented.getLiteral());
    } else if (node instanceof HtmlBlock html) {
      add(line(node), Passage.Kind.PROSE, html.getLiteral());
    } else {
      blocks(node);
    }
  }

  private void blocks(Node parent) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      if (!(child instanceof TableCell cell && isQuote(cell))) {
        block(child);
      }
    }
  }

  private void inline(Node parent, StringBuilder text) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Text plain) {
        text.append(plain.getLiteral());
      } else if (child instanceof Code code) {
        text.append("~");
        add(line(code), Passage.Kind.CODE, code.getLiteral());
      } else if (child instanceof SoftLineBreak || child instanceof HardLineBreak) {
        text.append('\n');
      } else if (child instanceof HtmlInline) {
        text.append(' ');
      } else {
        link(child);
        inline(child, text);
      }
    }
  }

  private void link(Node node) {
    if (node instanceof Link link) {
      links.add(new Target(line(node), link.getDestination()));
    } else if (node instanceof Image image) {
      links.add(new Target(line(node), image.getDestination()));
    }
  }

  private void add(int line, Passage.Kind kind, String text) {
    passages.add(new Passage(file, line, kind, text));
  }

  private boolean isQuote(TableCell cell) {
    int column = column(cell);
    Node table = cell;
    while (!(table instanceof TableBlock)) {
      table = table.getParent();
    }
    Node heading = table.getFirstChild().getFirstChild().getFirstChild();
    for (int i = 0; i < column && heading != null; i++) {
      heading = heading.getNext();
    }
    StringBuilder text = new StringBuilder();
    if (heading != null) {
      headingText(heading, text);
    }
    return vocabulary.isQuote(file, text.toString());
  }

  private static void headingText(Node heading, StringBuilder text) {
    for (Node child = heading.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Text plain) {
        text.append(plain.getLiteral());
      }
    }
  }

  private static int column(TableCell cell) {
    int column = 0;
    for (Node one = ((TableRow) cell.getParent()).getFirstChild();
        one != cell;
        one = one.getNext()) {
      column++;
    }
    return column;
  }

  /** The node's line, or its parent's where the parser gives none. */
  private static int line(Node node) {
    Node one = node;
    while (one.getSourceSpans().isEmpty() && one.getParent() != null) {
      one = one.getParent();
    }
    return one.getSourceSpans().isEmpty() ? 1 : one.getSourceSpans().get(0).getLineIndex() + 1;
  }
}
