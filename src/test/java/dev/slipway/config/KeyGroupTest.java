package dev.slipway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The documentation of keys: a description, a default or "required", and an example of each. */
class KeyGroupTest {
  /**
   * A group that lacks something in all keys but two.
   *
   * @param complete a key
   * @param optional an optional key, which has a text. Default: {@code none}
   * @param onlyDefault Default: none
   * @param withoutDefault an optional key
   * @param contradiction a required key. Default: none
   * @param withoutExample a key
   * @param inner a group
   */
  record Lacking(
      String complete,
      @Nullable String optional,
      String withoutDescription,
      @Nullable String onlyDefault,
      @Nullable String withoutDefault,
      String contradiction,
      String withoutExample,
      Map<String, Inner> inner) {

    // A group without javadoc.
    record Inner(String key) {}
  }

  /** Keys that have an example. */
  private static final KeyExamples EXAMPLES =
      new KeyExamples(
          Map.of(
              "complete", "a",
              "optional", "a",
              "withoutDescription", "a",
              "onlyDefault", "a",
              "withoutDefault", "a",
              "contradiction", "a",
              "inner", "{ a: { key: b } }",
              "inner.*.key", "b"));

  @Test
  void eachLackIsFound() {
    List<KeyGroup> groups = KeyGroup.all(Lacking.class, EXAMPLES);
    assertEquals(
        List.of(
            "withoutDescription: has no description; add an @param",
            "onlyDefault: has no description; add an @param",
            "withoutDefault: is optional and has no default; end its @param with \"Default: …\"",
            "contradiction: is required and has a default; remove one",
            "withoutExample: has no example; set it in a file of src/test/resources/all-keys",
            "inner.*.key: has no description; add an @param",
            "Inner has no description; add a javadoc"),
        groups.stream().flatMap(group -> group.lacks().stream()).toList());
  }

  @Test
  void textIsSplitIntoMeaningAndDefault() {
    StackKey key = KeyGroup.all(Lacking.class, EXAMPLES).get(0).keys().get(1);
    assertEquals("An optional key, which has a text.", key.meaning());
    assertEquals("default: `none`", key.presence());
  }

  @Test
  void everyKeyOfStackFilesIsDocumented() {
    List<KeyGroup> groups = StackFileDoc.GROUPS;
    assertTrue(groups.size() > 1);
    assertEquals(List.of(), groups.stream().flatMap(group -> group.lacks().stream()).toList());
  }

  /** The key that only one kind has needs no default, if that kind requires it. */
  @Test
  void conditionsAreThoseOfTheRules() {
    assertEquals("required with `network.kind: shared`, otherwise not allowed", presence("name"));
    assertEquals("default: `1`; only with `endpoint.kind: haproxy`", presence("replicas"));
    assertEquals("required with `kind: OpsCluster`, otherwise not allowed", presence("gitops"));
    assertEquals("default: any address; required in production", presence("httpsPrefixes"));
  }

  private static String presence(String name) {
    return StackFileDoc.keys()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow()
        .presence();
  }
}
