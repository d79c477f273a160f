package dev.slipway.vocabulary;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import dev.slipway.testing.JavaParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names and string literals of a Java file, as the compiler parses it, and its comments. */
final class JavaText extends TreeScanner<Void, Void> {
  private final Path file;
  private final String source;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final LineMap lines;
  private final List<Passage> passages = new ArrayList<>();

  private JavaText(Path file, CompilationUnitTree unit, SourcePositions positions)
      throws IOException {
    this.file = file;
    this.source = unit.getSourceFile().getCharContent(true).toString();
    this.unit = unit;
    this.positions = positions;
    this.lines = unit.getLineMap();
  }

  /** Reads one file; {@code file} is how the passages name it. */
  static List<Passage> passages(Path root, Path file) throws IOException {
    List<Passage> passages = new ArrayList<>();
    for (JavaParser.Unit unit : JavaParser.parse(List.of(root.resolve(file)))) {
      JavaText text = new JavaText(file, unit.tree(), unit.positions());
      text.scan(unit.tree(), null);
      passages.addAll(text.passages);
      passages.addAll(Comments.JAVA.passages(file, text.source));
    }
    return passages;
  }

  @Override
  public Void visitClass(ClassTree node, Void none) {
    name(node, node.getSimpleName().toString());
    return super.visitClass(node, null);
  }

  @Override
  public Void visitMethod(MethodTree node, Void none) {
    if (node.getReturnType() != null) {
      name(node, node.getName().toString());
    }
    return super.visitMethod(node, null);
  }

  @Override
  public Void visitVariable(VariableTree node, Void none) {
    name(node, node.getName().toString());
    return super.visitVariable(node, null);
  }

  @Override
  public Void visitLiteral(LiteralTree node, Void none) {
    if (node.getKind() == Tree.Kind.STRING_LITERAL) {
      StringBuilder text = new StringBuilder();
      append(node, text, line(node));
      passages.add(new Passage(file, line(node), Passage.Kind.PROSE, text.toString()));
    }
    return null;
  }

  /** Joins what is glued with plus signs: a phrase may go on in the next literal. */
  @Override
  public Void visitBinary(BinaryTree node, Void none) {
    if (node.getKind() != Tree.Kind.PLUS) {
      return super.visitBinary(node, null);
    }
    StringBuilder text = new StringBuilder();
    glue(node, text, line(node));
    if (!text.toString().isBlank()) {
      passages.add(new Passage(file, line(node), Passage.Kind.PROSE, text.toString()));
    }
    return null;
  }

  private void glue(Tree node, StringBuilder text, int firstLine) {
    if (node.getKind() == Tree.Kind.PLUS) {
      BinaryTree sum = (BinaryTree) node;
      glue(sum.getLeftOperand(), text, firstLine);
      glue(sum.getRightOperand(), text, firstLine);
    } else if (node.getKind() == Tree.Kind.STRING_LITERAL) {
      append((LiteralTree) node, text, firstLine);
    } else {
      text.append(' ');
      scan(node, null);
    }
  }

  /** Adds a literal after as many line breaks as there are before it in the file. */
  private void append(LiteralTree node, StringBuilder text, int firstLine) {
    long written = text.chars().filter(c -> c == '\n').count();
    boolean isBlock = source.startsWith("\"\"\"", start(node));
    long missing = line(node) + (isBlock ? 1 : 0) - firstLine - written;
    text.append("\n".repeat((int) Math.max(0, missing)));
    String value = String.valueOf(node.getValue());
    text.append(isBlock ? value : value.replace('\n', ' '));
  }

  private void name(Tree node, String name) {
    if (!name.isEmpty()) {
      int at = source.indexOf(name, start(node));
      passages.add(new Passage(file, (int) lines.getLineNumber(at), Passage.Kind.NAME, name));
    }
  }

  private int line(Tree node) {
    return (int) lines.getLineNumber(start(node));
  }

  private int start(Tree node) {
    return (int) positions.getStartPosition(unit, node);
  }
}
