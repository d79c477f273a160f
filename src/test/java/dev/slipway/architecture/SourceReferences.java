package dev.slipway.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.util.TreeScanner;
import dev.slipway.testing.JavaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The types that a source file names: by imports, and by qualified names in code. Comments and
 * strings are not code.
 *
 * @param file path of the file
 * @param packageName package of the file
 * @param imports qualified names, with {@code *} and static members as they are written
 * @param qualified qualified names of types in code
 */
record SourceReferences(Path file, String packageName, Set<String> imports, Set<String> qualified) {
  private static final Pattern QUALIFIED_TYPE =
      Pattern.compile("[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*");

  /** Parses every Java file of a folder and its subfolders. */
  static List<SourceReferences> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources =
          files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      return JavaParser.parse(sources).stream().map(unit -> of(unit.tree())).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns all qualified names that the file has. */
  Stream<String> all() {
    return Stream.concat(imports.stream(), qualified.stream());
  }

  private static SourceReferences of(CompilationUnitTree unit) {
    Set<String> imports = new TreeSet<>();
    Set<String> qualified = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitImport(ImportTree tree, Void unused) {
        imports.add(tree.getQualifiedIdentifier().toString());
        return null;
      }

      @Override
      public Void visitPackage(PackageTree tree, Void unused) {
        return null;
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
        if (QUALIFIED_TYPE.matcher(tree.toString()).matches()) {
          qualified.add(tree.toString());
        }
        return super.visitMemberSelect(tree, null);
      }
    }.scan(unit, null);
    return new SourceReferences(
        Path.of(unit.getSourceFile().getName()),
        unit.getPackageName().toString(),
        imports,
        qualified);
  }
}
