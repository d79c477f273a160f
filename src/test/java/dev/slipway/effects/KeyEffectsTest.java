package dev.slipway.effects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.document.Markdown;
import dev.slipway.testing.RepositoryFiles;
import dev.slipway.testing.StackFileKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effect of a change of each key of a stack file, and the table of them for operators. */
class KeyEffectsTest {
  private static final Path PAGE = Path.of("docs/changing-a-cluster.md");
  private static final String BEGIN =
      "<!-- The table is recorded by KeyEffectsTest from src/test/resources/change/samples.yaml."
          + " -->\n";
  private static final String END = "<!-- End of the table. -->\n";

  private static List<KeyEffect> effects;

  @BeforeAll
  static void planEverySample(@TempDir Path folder) {
    effects = KeyEffect.of(Sample.all(), folder);
  }

  @Test
  void everyKeyHasARow() {
    Set<String> keys = StackFileKeys.all();
    Set<String> groups =
        keys.stream()
            .filter(key -> keys.stream().anyMatch(other -> other.startsWith(key + ".")))
            .filter(key -> !key.equals("workers"))
            .collect(Collectors.toSet());
    Set<String> expected = new TreeSet<>(keys);
    expected.removeAll(groups);
    assertEquals(
        expected,
        effects.stream()
            .map(one -> one.sample().key())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void theTableIsInTheDocumentation() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertTrue(begin >= BEGIN.length() && end >= begin, PAGE + " has no section for the table");
    Golden.assertSame(PAGE, page.substring(0, begin) + "\n" + table() + "\n" + page.substring(end));
  }

  private static String table() {
    String head =
        "| key | change | servers | other objects | shown by |\n| --- | --- | --- | --- | --- |\n";
    return effects.stream().map(KeyEffectsTest::row).collect(Collectors.joining("", head, ""));
  }

  private static String row(KeyEffect effect) {
    Sample sample = effect.sample();
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            Markdown.code(sample.key()),
            sample.change(),
            effect.servers(),
            effect.objects(),
            effect.shownBy());
  }

  /** A test that was renamed or removed shows nothing. */
  @Test
  void testsInTheTableExist() throws IOException {
    for (Sample sample : Sample.all()) {
      if (sample.lab().isPresent()) {
        String[] names = sample.lab().get().split("\\.", -1);
        List<Path> files =
            RepositoryFiles.below(Path.of(""), Path.of("src/it/java"), path -> false).stream()
                .filter(path -> path.endsWith(names[0] + ".java"))
                .toList();
        assertEquals(1, files.size(), sample.toString());
        String text = Files.readString(files.get(0));
        assertTrue(text.contains(" void " + names[1] + "("), sample.toString());
      }
    }
  }

  /** A first value, one more and one fewer, up and down: one value alone shows nothing of a row. */
  @Test
  void everyKeyHasAtLeastTwoValues() {
    Map<String, Long> values =
        Stream.concat(Sample.all().stream(), Sample.otherValues().stream())
            .collect(Collectors.groupingBy(Sample::key, Collectors.counting()));
    values.values().removeIf(count -> count > 1);
    assertEquals(Map.of(), values);
  }

  @Test
  void upDoesWhatThePlanReports() {
    KeyEffectAssertions.assertUpDoesWhatThePlanReports(effects);
  }
}
