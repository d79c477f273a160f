package dev.slipway.size;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The source files of the repository, by language. */
final class SourceFiles extends SimpleFileVisitor<Path> {
  private static final Path ROOT = Path.of(".");
  private static final Set<Path> BUILT = Set.of(Path.of("./target"), Path.of("./evidence"));
  private static final Map<String, String> LANGUAGES =
      Map.of("java", "Java", "py", "Python", "go", "Go", "sh", "shell");

  private final Map<String, List<Path>> files = new TreeMap<>();

  private SourceFiles() {}

  static Map<String, List<Path>> byLanguage() throws IOException {
    SourceFiles found = new SourceFiles();
    Files.walkFileTree(ROOT, found);
    return found.files;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean isHidden = folder.getFileName().toString().startsWith(".") && !folder.equals(ROOT);
    return isHidden || BUILT.contains(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    String language = attributes.isRegularFile() ? language(file) : "";
    if (!language.isEmpty()) {
      files.computeIfAbsent(language, key -> new ArrayList<>()).add(ROOT.relativize(file));
    }
    return FileVisitResult.CONTINUE;
  }

  /** Returns the language by the file's ending, or by its first line; empty for other files. */
  private static String language(Path file) throws IOException {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      return LANGUAGES.getOrDefault(name.substring(dot + 1), "");
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      String first = lines.findFirst().orElse("");
      return !first.startsWith("#!") ? "" : first.contains("python") ? "Python" : "shell";
    }
  }
}
