package dev.slipway.size;

import dev.slipway.testing.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The source files of the repository, by language. */
final class SourceFiles {
  private static final Path ROOT = Path.of("");
  private static final Set<Path> BUILT = Set.of(Path.of("target"), Path.of("evidence"));
  private static final Map<String, String> LANGUAGES =
      Map.of("java", "Java", "py", "Python", "go", "Go", "sh", "shell");

  private SourceFiles() {}

  static Map<String, List<Path>> byLanguage() throws IOException {
    Map<String, List<Path>> files = new TreeMap<>();
    for (Path file : RepositoryFiles.below(ROOT, ROOT, SourceFiles::isSkipped)) {
      String language = LANGUAGES.get(RepositoryFiles.ending(file));
      if (language != null) {
        files.computeIfAbsent(language, key -> new ArrayList<>()).add(file);
      }
    }
    return files;
  }

  private static boolean isSkipped(Path path) {
    boolean isHidden = path.getFileName().toString().startsWith(".") && Files.isDirectory(path);
    return isHidden || BUILT.contains(path);
  }
}
