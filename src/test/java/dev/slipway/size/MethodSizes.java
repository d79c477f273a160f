package dev.slipway.size;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import dev.slipway.testing.JavaParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines between the braces of each method and constructor, as the compiler parses them. */
final class MethodSizes extends TreeScanner<Void, CompilationUnitTree> {
  private final SourcePositions positions;
  private final List<SizeBudget.Size> sizes = new ArrayList<>();

  private MethodSizes(SourcePositions positions) {
    this.positions = positions;
  }

  static List<SizeBudget.Size> of(List<Path> files) {
    return JavaParser.parse(files).stream().flatMap(unit -> of(unit).stream()).toList();
  }

  private static List<SizeBudget.Size> of(JavaParser.Unit unit) {
    MethodSizes sizes = new MethodSizes(unit.positions());
    sizes.scan(unit.tree(), unit.tree());
    return sizes.sizes;
  }

  @Override
  public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
    BlockTree body = method.getBody();
    if (body != null) {
      long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, body));
      long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, body) - 1);
      String name = "%s:%d %s".formatted(unit.getSourceFile().getName(), first, method.getName());
      sizes.add(new SizeBudget.Size(name, Math.max(1, (int) (last - first) - 1)));
    }
    return super.visitMethod(method, unit);
  }
}
