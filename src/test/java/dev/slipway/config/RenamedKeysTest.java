package dev.slipway.config;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Former keys and values in files that set every key. The names are only in the table itself. */
class RenamedKeysTest {
  private static final Path ALL_KEYS = Path.of("src/test/resources/all-keys");

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFilesWithEveryKey() {
    files = new StackFiles(folder).withFilesOf(ALL_KEYS);
  }

  static Stream<Map.Entry<String, String>> entries() {
    return RenamedKeys.TABLE.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void namesTheNewKeyAndNothingElse(Map.Entry<String, String> entry) {
    files.assertRefused(writeFormerName(entry.getKey(), entry.getValue()));
  }

  @Test
  void reportsEveryFormerNameOfAFileAndItsOtherProblems() {
    files.with("staging-sto2", "count: 3", "count: three");
    Map<Integer, String> expected = new TreeMap<>();
    expected.put(
        34,
        "staging-sto2.yaml:34: controlPlane.count: \"three\" is not a valid count; expected a whole"
            + " number from 0 to 9999");
    entries()
        .filter(entry -> stack(entry.getValue()).equals("staging-sto2"))
        .forEach(
            entry ->
                expected.put(
                    line(entry.getValue()), writeFormerName(entry.getKey(), entry.getValue())));
    files.assertRefused(expected.values().toArray(String[]::new));
  }

  /** Writes a former name into the file, and returns the expected problem. */
  private String writeFormerName(String former, String replacement) {
    String stack = stack(replacement);
    int line = line(replacement);
    files.with(stack, written(replacement), written(former));
    String[] keyAndValue = former.split(": ", 2);
    String value = keyAndValue.length == 1 ? "" : "\"%s\" ".formatted(keyAndValue[1]);
    return "%s.yaml:%d: %s: %swas renamed; write %s"
        .formatted(stack, line, keyAndValue[0], value, replacement);
  }

  private static String stack(String key) {
    return key.startsWith("gitops.") ? "staging" : "staging-sto2";
  }

  /** Returns the line of the key in the file, counted from 1. */
  private int line(String key) {
    String text = files.text(stack(key));
    return (int) text.substring(0, text.indexOf(written(key))).lines().count() + 1;
  }

  /** Returns the text of a key, or of a key with its value, in the file. */
  private static String written(String key) {
    String name = key.substring(key.indexOf('.') + 1);
    return "\n  " + (name.contains(": ") ? name + "\n" : name + ":");
  }
}
