package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.test.Mocks.ResourceArgs;
import dev.slipway.components.ScalarInsertions.Insertion;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.DeploymentFixture;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A text of a stack file cannot become CEL, CSV, YAML or shell in what is made of it. Quotes,
 * newlines, control characters and fragments of those languages are inserted into every text. A
 * file that is not refused must have the same resources, and each string of their inputs, parsed
 * again, must have the same structure. The random seed is fixed.
 */
class StackFileInsertionTest {
  private static final long SEED = 20261126;

  /** Values of which one is tried with each text in the default run. */
  private static final int SAMPLE = 3;

  /** No text of a stack file needs one of these. */
  private static final List<String> HOSTILE =
      List.of(
          "'",
          "\"",
          "''",
          "\\\"",
          "`",
          "\\",
          "\n",
          "\r\n",
          "\n  extra: true",
          "\nbackend evil\n",
          "\u2028",
          "\u0000",
          "\u001b[2J",
          "\t",
          "\u007f",
          "\u0085",
          "' || true || '",
          "'] + ['x",
          "\") || (\"",
          ", *, *, allow",
          "\ng, x, role:admin",
          ",x",
          ": x",
          " #x",
          "{a: b}",
          "[a]",
          " &a",
          "*",
          " !!str",
          "<<",
          " | ",
          "\n---\n",
          "%",
          "$(id)",
          ";id",
          "${PATH}",
          " && id",
          " {",
          "}",
          "$oidc",
          "{{name}}",
          "\u043e",
          "\uff41",
          "\u200b");

  /** Some names contain these, so that such files are not refused. */
  private static final List<String> HARMLESS = List.of(" b", "/b", ":b");

  private static final Map<String, FleetPlan> ORIGINALS =
      Map.of("staging-sto2", FleetFixture.allKeys(), "staging", FleetFixture.allKeys());

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private final Map<String, Set<String>> originalValues = new HashMap<>();

  @Test
  void hostileTextIsRefusedOrChangesNothingElse() {
    assertRefused(SAMPLE, 700);
  }

  @Test
  @Tag("values")
  void hostileTextInEveryValueIsRefusedOrChangesNothingElse() {
    assertRefused(1, 2000);
  }

  private void assertRefused(int sample, int fewestFiles) {
    int tried = 0;
    List<String> accepted = new ArrayList<>();
    for (String inserted : HOSTILE) {
      tried += assertHarmless(inserted, sample, accepted);
    }
    assertTrue(tried >= fewestFiles, "tried " + tried);
    assertEquals(List.of(), accepted);
  }

  @Test
  void acceptedTextChangesNothingElse() {
    List<String> accepted = new ArrayList<>();
    HARMLESS.forEach(inserted -> assertHarmless(inserted, 1, accepted));
    assertTrue(accepted.size() >= 20, "accepted " + accepted);
  }

  private int assertHarmless(String inserted, int sample, List<String> accepted) {
    StackFiles files = new StackFiles(folder).withFilesOf(FleetFixture.ALL_KEYS);
    int tried = 0;
    for (String stack : new TreeMap<>(ORIGINALS).keySet()) {
      String original = files.text(stack);
      for (Insertion insertion : new ScalarInsertions(original).of(inserted, random)) {
        if (random.nextInt(sample) > 0) {
          continue;
        }
        tried++;
        String change = stack + ": " + insertion.change();
        plan(files.withText(stack, insertion.text()))
            .ifPresent(
                plan -> {
                  accepted.add(change);
                  assertSameMeaning(stack, inserted, plan, change);
                });
      }
      files.withText(stack, original);
    }
    return tried;
  }

  private void assertSameMeaning(String stack, String inserted, FleetPlan changed, String change) {
    MockDeployment deployment = new MockDeployment();
    deployment.run(changed, changed.clusterOrThrow(DnsLabel.parse(stack))).throwOnError();
    ParsedDocument parser = new ParsedDocument(inserted);
    Set<String> expected =
        originalValues.computeIfAbsent(
            stack + inserted,
            key -> values(DeploymentFixture.of(ORIGINALS.get(stack), stack), parser));
    Set<String> actual = values(deployment, parser);
    Set<String> differences = new TreeSet<>(expected);
    differences.removeAll(actual);
    actual.removeAll(expected);
    differences.addAll(actual);
    assertEquals("", String.join("\n", differences), change);
  }

  /** Returns each value of the parsed inputs of every resource, with its position. */
  private static Set<String> values(MockDeployment deployment, ParsedDocument parser) {
    Set<String> values = new TreeSet<>();
    for (ResourceArgs resource : deployment.registered()) {
      String name = parser.parse(resource.type + " " + resource.name).toString();
      collect(name, parser.parse(resource.inputs), values);
    }
    return values;
  }

  private static void collect(String path, Object parsed, Set<String> values) {
    if (parsed instanceof Map<?, ?> fields) {
      fields.forEach((key, value) -> collect(path + " / " + key, value, values));
    } else if (parsed instanceof List<?> items) {
      values.add(path + ": " + items.size() + " items");
      for (int i = 0; i < items.size(); i++) {
        collect(path + " / " + i, items.get(i), values);
      }
    } else {
      values.add(path + ": " + parsed);
    }
  }

  private static Optional<FleetPlan> plan(StackFiles files) {
    try {
      return Optional.of(files.plan());
    } catch (InvalidFleetException refused) {
      return Optional.empty();
    }
  }
}
