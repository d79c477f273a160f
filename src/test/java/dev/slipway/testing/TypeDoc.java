package dev.slipway.testing;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The javadoc of a type, from its source. In the texts, code is between backticks.
 *
 * @param description the text before the first tag; empty without javadoc
 * @param params the text of each {@code @param}
 */
public record TypeDoc(String description, Map<String, String> params) {
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("src/test/java"));

  /** Reads the javadoc of a type of this repository, nested types included. */
  public static TypeDoc of(Class<?> type) {
    Finder finder = new Finder(type);
    for (JavaParser.Unit unit : JavaParser.parse(List.of(source(type)))) {
      finder.scan(unit);
    }
    Map<String, String> params = new LinkedHashMap<>();
    if (finder.found == null) {
      return new TypeDoc("", params);
    }
    for (DocTree tag : finder.found.getBlockTags()) {
      if (tag instanceof ParamTree param) {
        params.put(param.getName().toString(), text(type, param.getDescription()));
      }
    }
    return new TypeDoc(text(type, finder.found.getFullBody()), params);
  }

  /** Returns the description up to its first period. */
  public String summary() {
    return description.replaceFirst("(?<=\\.) .*", "");
  }

  private static Path source(Class<?> type) {
    String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
    return SOURCES.stream()
        .map(folder -> folder.resolve(file))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new UncheckedIOException(new IOException("no source of " + type)));
  }

  private static String text(Class<?> type, List<? extends DocTree> parts) {
    return parts.stream()
        .map(part -> text(type, part))
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String text(Class<?> type, DocTree part) {
    if (part instanceof TextTree text) {
      return text.getBody();
    }
    if (part instanceof LiteralTree code) {
      return "`" + code.getBody().getBody().strip() + "`";
    }
    if (part instanceof ValueTree value) {
      return "`" + constant(type, value.getReference().getSignature().replace("#", "")) + "`";
    }
    throw new IllegalArgumentException(type + ": not supported in javadoc of keys: " + part);
  }

  private static Object constant(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return Objects.requireNonNull(field.get(null));
    } catch (ReflectiveOperationException absent) {
      throw new IllegalArgumentException(type + " has no constant " + name, absent);
    }
  }

  /** Finds the javadoc of a class by the names of the classes that contain it. */
  private static final class Finder extends TreePathScanner<Void, JavaParser.Unit> {
    private final String name;
    private @Nullable DocCommentTree found;

    Finder(Class<?> type) {
      name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    void scan(JavaParser.Unit unit) {
      scan(new TreePath(unit.tree()), unit);
    }

    @Override
    public Void visitClass(ClassTree node, JavaParser.Unit unit) {
      if (path().equals(name)) {
        found = unit.docs().getDocCommentTree(getCurrentPath());
      }
      return super.visitClass(node, unit);
    }

    private String path() {
      String inner = "";
      for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
        if (at.getLeaf() instanceof ClassTree outer) {
          inner = outer.getSimpleName() + (inner.isEmpty() ? "" : "." + inner);
        }
      }
      return inner;
    }
  }
}
