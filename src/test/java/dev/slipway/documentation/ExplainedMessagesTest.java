package dev.slipway.documentation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.NonEmpty;
import dev.slipway.testing.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages that pages explain are those that the product prints. */
class ExplainedMessagesTest {
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| .*");
  private static final Pattern PLACEHOLDER = Pattern.compile("NAME|NUMBER|SECONDS");

  @ParameterizedTest
  @CsvSource({
    "changing-a-cluster.md, ## When an update stops",
    "troubleshooting.md, ## Stack files",
    "troubleshooting.md, ## Credentials and settings",
    "troubleshooting.md, ## The cloud",
    "troubleshooting.md, ## Updates",
  })
  void everyExplainedMessageIsPrinted(String page, String heading) throws IOException {
    String sources = sources();
    for (String message : NonEmpty.nonEmpty(messages(page, heading))) {
      assertTrue(isPrinted(message, sources), message);
    }
  }

  @Test
  void textsOfSeveralLiteralsAndPlaceholdersAreFound() {
    String source = "\"stack \\\"%s\\\" is \"\n            + \"gone\" echo \"$node: no\"";
    assertTrue(isPrinted("stack \"NAME\" is gone", joined(source)));
    assertTrue(isPrinted("NAME: no", joined(source)));
    assertFalse(isPrinted("stack NAME is here", joined(source)));
  }

  private static boolean isPrinted(String message, String sources) {
    String printed =
        PLACEHOLDER.splitAsStream(message).map(Pattern::quote).collect(Collectors.joining("\\S+"));
    return Pattern.compile(printed).matcher(sources).find();
  }

  private static List<String> messages(String page, String heading) throws IOException {
    String text = Files.readString(Path.of("docs").resolve(page));
    String section = text.substring(text.indexOf(heading + "\n"));
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
    return joined(all.toString());
  }

  /** Joins the literals of one text, and removes the escapes of quotes. */
  private static String joined(String source) {
    return source.replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
  }
}
