package dev.slipway.effects;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The messages that docs/changing-a-cluster.md explains are those that the product prints. */
class StopMessagesTest {
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| .*");
  private static final Pattern PLACEHOLDER = Pattern.compile("NAME|SECONDS");

  @Test
  void everyExplainedMessageIsPrinted() throws IOException {
    String sources = sources();
    for (String message : nonEmpty(messages())) {
      Pattern printed =
          Pattern.compile(
              PLACEHOLDER
                  .splitAsStream(message)
                  .map(Pattern::quote)
                  .collect(Collectors.joining("\\S+")));
      assertTrue(printed.matcher(sources).find(), message);
    }
  }

  private static List<String> messages() throws IOException {
    String page = Files.readString(Path.of("docs/changing-a-cluster.md"));
    String section = page.substring(page.indexOf("## When an update stops"));
    return section
        .substring(0, section.indexOf("\n## "))
        .lines()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> row.group(1))
        .toList();
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : RepositoryFiles.below(Path.of(""), Path.of("src/main"), path -> false)) {
      if (file.toString().matches(".*\\.(java|sh)")) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
