package dev.slipway.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of benchmark items, docs/hardening.md and the planned machine config agree. */
class HardeningTest {
  private static final Set<String> STATUSES =
      Set.of("met", "not met", "not applicable", "not assessed");

  private static final Path DOCUMENT = Path.of("docs/hardening.md");
  private static final Path IDS = Path.of("src/test/resources/hardening/cis-1.11-ids.txt");

  @Test
  void everyItemOfTheBenchmarkIsListedOnce() throws IOException {
    List<String> listed =
        BenchmarkItems.all().stream().flatMap(BenchmarkItems::ids).sorted().toList();
    assertEquals(Files.readAllLines(IDS).stream().sorted().toList(), listed);
  }

  @Test
  void everyItemHasAStatusAndAReason() {
    for (BenchmarkItems items : BenchmarkItems.all()) {
      assertTrue(STATUSES.contains(items.status()), items.row());
      assertFalse(items.how().isBlank(), items.row());
    }
  }

  @Test
  void theDocumentHasTheList() throws IOException {
    assertEquals(
        BenchmarkItems.all().stream().map(BenchmarkItems::row).toList(),
        rowsAfter("| CIS id | status | what meets it, or why not | where |"));
  }

  @Test
  void theDocumentExplainsAnswersOfKubeBench() throws IOException {
    assertEquals(
        ExplainedAnswers.all().stream().map(ExplainedAnswers::row).toList(),
        rowsAfter("| CIS id | kind of cluster | kube-bench's answer | why |"));
  }

  /** Otherwise the answer is the one that the status requires, or the item is not compared. */
  @Test
  void everyExplainedAnswerDiffersFromTheStatus() {
    Map<String, String> statuses = new HashMap<>();
    BenchmarkItems.all()
        .forEach(items -> items.ids().forEach(id -> statuses.put(id, items.status())));
    for (ExplainedAnswers explained : ExplainedAnswers.all()) {
      Set<String> differing =
          explained.answer().equals("none")
              ? Set.of("met", "not met")
              : Set.of(explained.answer().equals("passed") ? "not met" : "met");
      explained.ids().forEach(id -> assertTrue(differing.contains(statuses.get(id)), id));
    }
  }

  private static List<String> rowsAfter(String header) throws IOException {
    List<String> document = Files.readAllLines(DOCUMENT);
    int first = document.indexOf(header) + 2;
    return document.subList(first, document.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  /** Since Talos 1.14, documents of other kinds than programs' flags refuse anonymous requests. */
  @ParameterizedTest
  @CsvSource({
    "1.13.9, ''",
    "1.14.1, 'kube-apiserver anonymous-auth=false,kube-apiserver tls-min-version=VersionTLS13'",
  })
  void theMachineConfigSetsTheFlagsOfTheList(String talos, String byOtherMeans) {
    Set<String> listed = new TreeSet<>();
    for (BenchmarkItems items : BenchmarkItems.all()) {
      items
          .flags()
          .forEach(
              (program, flags) ->
                  flags.forEach(
                      (flag, value) -> listed.addAll(PlannedFlags.words(program, flag, value))));
    }
    listed.removeAll(List.of(byOtherMeans.split(",")));
    Set<String> planned = PlannedFlags.of(talos);
    planned.removeIf(flag -> flag.contains(" authentication-config="));
    assertEquals(listed, planned);
  }
}
