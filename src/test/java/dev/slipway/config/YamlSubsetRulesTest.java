package dev.slipway.config;

import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSubsetRulesTest {
  private static final String STACK = "staging-sto2";

  @TempDir private Path folder;

  @Test
  void refusesAnchorsAndAliases() {
    StackFiles.shipped(folder)
        .with("staging-sto2", "datacenter: sto2", "datacenter: &a sto2")
        .with("staging-sto2", "cloud: staging-sto2", "cloud: *a")
        .with("staging-sto2", "access:\n", "access: &all\n")
        .with("staging-sto2", "identity:\n", "identity:\n  <<: *all\n")
        .assertRefused(
            "staging-sto2.yaml:4: the anchor &a is not allowed; write the value itself in each key",
            "staging-sto2.yaml:5: the alias *a is not allowed; write the value itself in each key",
            "staging-sto2.yaml:25: the anchor &all is not allowed; write the value itself in each"
                + " key",
            "staging-sto2.yaml:28: YAML 1.1 reads << as type merge, YAML 1.2 as text; quote it if"
                + " it is text, or write true, false or a decimal number",
            "staging-sto2.yaml:28: the alias *all is not allowed; write the value itself in each"
                + " key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!!str debian-12 | the tag !!str is not allowed; write the value without it",
        "! debian-12 | the tag ! is not allowed; write the value without it",
        "!!binary ZGViaWFu | the tag !!binary is not allowed; write the value without it",
        "!local debian-12 | the tag !local is not allowed; write the value without it",
        "!!map { a: b } | the tag !!map is not allowed; write the value without it",
        "!!seq [a] | the tag !!seq is not allowed; write the value without it"
      })
  void refusesTags(String value, String message) {
    assertRefused(value, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"debian\\x2d12\"",
        "\"\\u0064ebian-12\"",
        "'debian''12'",
        "|\n    debian-12",
        ">-\n    debian-12",
        "debian\n    12",
        "\"debian\n    12\""
      })
  void refusesValuesThatAreNotWrittenAsTheyAre(String value) {
    assertRefused(
        value,
        "a value of several lines or with an escape sequence is not allowed; write the value as"
            + " it is, in one line");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | as type bool, YAML 1.2 as text",
        "NO | as type bool, YAML 1.2 as text",
        "on | as type bool, YAML 1.2 as text",
        "Off | as type bool, YAML 1.2 as text",
        "n | as type bool, YAML 1.2 as text",
        "010 | as an octal number, YAML 1.2 as a decimal one",
        "-012 | as an octal number, YAML 1.2 as a decimal one",
        "0o17 | as text, YAML 1.2 as type int",
        "0b11 | as type int, YAML 1.2 as text",
        "1_000 | as type int, YAML 1.2 as text",
        "190:20:30 | as type int, YAML 1.2 as text",
        "1:2:3:4:5:6:7:8 | as type int, YAML 1.2 as text",
        "20:30.15 | as type float, YAML 1.2 as text",
        "12e4 | as text, YAML 1.2 as type float",
        "2001-12-14 | as type timestamp, YAML 1.2 as text",
        "<< | as type merge, YAML 1.2 as text",
        "= | as type value, YAML 1.2 as text"
      })
  void refusesUnquotedValuesWhoseTypeDependsOnTheVersionOfYaml(String value, String types) {
    assertRefused(
        value,
        "YAML 1.1 reads %s %s; quote it if it is text, or write true, false or a decimal number"
            .formatted(value, types));
  }

  @Test
  void refusesAmbiguousKeysDirectivesAndSecondDocuments() {
    StackFiles files = StackFiles.shipped(folder);
    String original = files.text(STACK);
    files
        .with(STACK, "access:\n", "access:\n  on: a\n  <<: { b: c }\n")
        .assertRefused(
            "staging-sto2.yaml:26: YAML 1.1 reads on as type bool, YAML 1.2 as text; quote it if it"
                + " is text, or write true, false or a decimal number",
            "staging-sto2.yaml:27: YAML 1.1 reads << as type merge, YAML 1.2 as text; quote it if"
                + " it is text, or write true, false or a decimal number");
    files
        .withText(STACK, "%YAML 1.1\n---\n" + original)
        .assertRefused(
            "staging-sto2.yaml:1: a directive of YAML is not allowed; remove the line that begins"
                + " with %");
    files
        .withText(STACK, original + "---\n" + original)
        .assertRefused("staging-sto2.yaml:35: is not valid YAML: but found another document");
  }

  @ParameterizedTest
  @CsvSource({
    "'\u2028', 2028",
    "'\u0085', 0085",
    "'\u00a0', 00A0",
    "'\u200b', 200B",
    "'\u202e', 202E",
    "'\ufeff', FEFF",
    "'\u0000', 0000",
    "'\r', 000D"
  })
  void refusesInvisibleCharactersAlsoInComments(String hidden, String code) {
    StackFiles.shipped(folder)
        .with(STACK, "datacenter: sto2", "datacenter: sto2 # a" + hidden + "cloud: production")
        .assertRefused(
            "staging-sto2.yaml:4: contains the invisible character U+%s; remove it, or write a"
                    .formatted(code)
                + " space");
  }

  @Test
  void refusesQuotedNumbersAndNestedTooDeep() {
    StackFiles files = StackFiles.shipped(folder);
    files
        .with(STACK, "{ count: 3,", "{ count: \"3\",")
        .assertRefused(
            "staging-sto2.yaml:22: controlPlane.count: \"3\" is text because of its quotes; write"
                + " it without them");
    files
        .withText(STACK, "[".repeat(60) + "]".repeat(60))
        .assertRefused("staging-sto2.yaml: is not valid YAML: Nesting Depth exceeded max 50");
  }

  private void assertRefused(String value, String message) {
    StackFiles.shipped(folder)
        .with(STACK, "image: " + FleetFixture.DEBIAN, "image: " + value)
        .assertRefused("staging-sto2.yaml:18: " + message);
  }
}
