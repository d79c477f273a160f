package dev.slipway.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a folder, and their kinds. */
public final class RepositoryFiles {
  private static final Pattern ENDING = Pattern.compile(".*\\.(\\w+)");

  private RepositoryFiles() {}

  /**
   * Returns the regular files below {@code start}, relative to the root and sorted.
   *
   * @param isSkipped of a relative path; of a skipped folder no file is returned
   */
  public static List<Path> below(Path root, Path start, Predicate<Path> isSkipped)
      throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root.resolve(start),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isSkipped.test(root.relativize(folder))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path relative = root.relativize(file);
            if (attributes.isRegularFile() && !isSkipped.test(relative)) {
              files.add(relative);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  /** Returns the ending of a file's name; without one, {@code py} or {@code sh} of a script. */
  public static String ending(Path file) throws IOException {
    Matcher ending = ENDING.matcher(file.getFileName().toString());
    if (ending.matches()) {
      return ending.group(1);
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      String first = lines.findFirst().orElse("");
      return !first.startsWith("#!") ? "" : first.contains("python") ? "py" : "sh";
    }
  }
}
