package dev.slipway.size;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.size.SizeBudget.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and methods that are short enough to read, tests and lab included. */
class SizeBudgetTest {
  private static final SizeBudget FILES = new SizeBudget(80, 200, 300);
  private static final SizeBudget METHODS = new SizeBudget(6, 18, 40);

  @Test
  void filesOfEachLanguageKeepBudget() throws IOException {
    Map<String, List<Path>> files = SourceFiles.byLanguage();
    assertEquals(Set.of("Go", "Java", "Python", "shell"), files.keySet());
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, List<Path>> language : files.entrySet()) {
      List<Size> sizes = new ArrayList<>();
      for (Path file : language.getValue()) {
        sizes.add(new Size(file.toString(), lines(file)));
      }
      problems.addAll(FILES.problems(language.getKey() + " files", sizes));
    }
    assertEquals("", String.join("\n", problems));
  }

  @Test
  void javaMethodsKeepBudget() throws IOException {
    List<Path> files = SourceFiles.byLanguage().getOrDefault("Java", List.of());
    List<Size> sizes = MethodSizes.of(files);
    assertEquals("", String.join("\n", METHODS.problems("Java methods", sizes)));
  }

  @Test
  void reportsMedianPercentileAndEachMethodOverLimit() {
    List<Size> sizes =
        IntStream.rangeClosed(1, 11).mapToObj(n -> new Size("method " + n, 4 * n)).toList();
    assertEquals(
        List.of(
            "methods: median is 24 lines; at most 6",
            "methods: 90th percentile is 40 lines; at most 18",
            "method 11 has 44 lines; at most 40"),
        METHODS.problems("methods", sizes));
    assertEquals(List.of(), new SizeBudget(24, 40, 44).problems("methods", sizes));
  }

  @Test
  void countsLinesBetweenBracesOfMethodsAndConstructors(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("Example.java");
    Files.writeString(
        file,
        """
        record Example(int a) {
          Example {
            if (a < 0) {
              throw new IllegalArgumentException("}");
            }
          }

          int one() { return 1; }

          Runnable nested() {
            return new Runnable() {
              public void run() {
                one();
                one();
              }
            };
          }
        }
        """);
    assertEquals(
        List.of(
            new Size(file + ":2 <init>", 3),
            new Size(file + ":8 one", 1),
            new Size(file + ":10 nested", 6),
            new Size(file + ":12 run", 2)),
        MethodSizes.of(List.of(file)));
  }

  private static int lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1).size();
  }
}
