package dev.slipway.effects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.change.Effect;
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
import java.util.function.Predicate;
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

  @TempDir private static Path folder;
  private static int samples;

  /** The rows of the table. */
  private static List<KeyEffect> effects;

  /** The rows, and other values of the same keys. */
  private static List<KeyEffect> all;

  @BeforeAll
  static void planEverySample() {
    effects = Sample.all().stream().map(KeyEffectsTest::effect).toList();
    all =
        Stream.concat(effects.stream(), Sample.otherValues().stream().map(KeyEffectsTest::effect))
            .toList();
  }

  private static KeyEffect effect(Sample sample) {
    return KeyEffect.of(sample, folder.resolve(String.valueOf(samples++)));
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
        all.stream()
            .collect(Collectors.groupingBy(one -> one.sample().key(), Collectors.counting()));
    values.values().removeIf(count -> count > 1);
    assertEquals(Map.of(), values);
  }

  @Test
  void everyValueHasTheEffectOfItsRow() {
    Map<String, String> rows =
        effects.stream().collect(Collectors.toMap(KeyEffectsTest::name, KeyEffectsTest::texts));
    List<String> others =
        all.stream()
            .filter(one -> !texts(one).equals(rows.get(name(one))))
            .map(
                one ->
                    "%s\n  %s\n  row: %s".formatted(one.sample(), texts(one), rows.get(name(one))))
            .toList();
    assertEquals("", String.join("\n", others));
  }

  private static String name(KeyEffect effect) {
    return effect.sample().key() + ": " + effect.sample().change();
  }

  private static String texts(KeyEffect effect) {
    return effect.servers() + " | " + effect.objects();
  }

  /**
   * An update refuses exactly what the comparison of plans calls refused, by the answers of the
   * cloud and the cluster, or by the values in the state.
   */
  @Test
  void upRefusesWhatThePlanRefuses() {
    for (KeyEffect effect : all) {
      if (effect.changes().isPresent()) {
        boolean refuses =
            !effect.refusedByTheCloud().isEmpty() || !effect.refusedByTheState().isEmpty();
        assertEquals(effect.changes().get().isRefused(), refuses, effect.sample().toString());
      }
    }
  }

  /** The servers that the plan lists are those that Pulumi creates, deletes and configures. */
  @Test
  void upChangesTheServersOfThePlan() {
    for (KeyEffect effect : all) {
      if (effect.resources().isPresent()) {
        ResourceChanges resources = effect.resources().get();
        String sample = effect.sample().toString();
        assertEquals(servers(effect, Effect::isApplied), resources.configuredServers(), sample);
        assertEquals(
            servers(effect, Effect.CREATED::equals), instances(resources.created()), sample);
        assertEquals(
            servers(effect, Effect.REMOVED::equals), instances(resources.deleted()), sample);
      }
    }
  }

  private static Set<String> servers(KeyEffect effect, Predicate<Effect> which) {
    return effect.changes().orElseThrow().servers().stream()
        .filter(one -> which.test(one.effect()))
        .map(one -> one.server().name())
        .collect(Collectors.toSet());
  }

  private static Set<String> instances(Set<String> resources) {
    String type = "openstack:compute/instance:Instance ";
    return resources.stream()
        .filter(one -> one.startsWith(type))
        .map(one -> one.substring(type.length()))
        .collect(Collectors.toSet());
  }

  /** Whatever the edit: Pulumi neither replaces nor rebuilds a server, nor moves its port. */
  @Test
  void noKeyChangesAnExistingServerOrPort() {
    for (KeyEffect effect : all) {
      Set<String> changed =
          effect.resources().map(one -> one.inputs().keySet()).orElse(Set.of()).stream()
              .filter(
                  name ->
                      name.startsWith("openstack:compute/instance")
                          || name.startsWith("openstack:networking/port"))
              .collect(Collectors.toSet());
      assertEquals(Set.of(), changed, effect.sample().toString());
    }
  }
}
