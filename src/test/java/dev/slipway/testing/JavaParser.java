package dev.slipway.testing;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java files as the compiler parses them, without resolving any name. */
public final class JavaParser {
  /** Keeps the parser from joining literals, so that each has its own line. */
  private static final List<String> OPTIONS = List.of("-proc:none", "-XDallowStringFolding=false");

  private JavaParser() {}

  /**
   * A parsed file.
   *
   * @param docs its javadoc, and the positions of its trees
   */
  public record Unit(CompilationUnitTree tree, DocTrees docs) {
    /** Returns the positions of the trees. */
    public SourcePositions positions() {
      return docs.getSourcePositions();
    }
  }

  /** Parses the files, in their order. */
  public static List<Unit> parse(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var sources = manager.getJavaFileObjectsFromPaths(files);
      JavacTask task = (JavacTask) compiler.getTask(null, manager, null, OPTIONS, null, sources);
      DocTrees docs = DocTrees.instance(task);
      List<Unit> units = new ArrayList<>();
      task.parse().forEach(tree -> units.add(new Unit(tree, docs)));
      return units;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
