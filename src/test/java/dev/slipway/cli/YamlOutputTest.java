package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Texts that a reader of YAML 1.1 could take for something else. */
class YamlOutputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x1F",
        "1_000",
        "0b101",
        "017",
        "1:30",
        "12:00",
        "2026-11-27",
        ".inf",
        ".NaN",
        "=",
        "<<",
        "yes",
        "no",
        "on",
        "null",
        "~",
        "",
        " a",
        "a: b",
        "a #b",
        "- a",
        "a\u0085b",
        "a\nb",
        "\t",
        "{a}",
        "'a",
        "Kubernetes 1.36.3",
        "stacks/staging.yaml:3",
        "é–"
      })
  void isReadAsItWas(String text) {
    Map<String, Object> read =
        new Yaml().load(dev.slipway.document.Yaml.write(Map.of("key", text)));
    assertEquals(text, read.get("key"));
  }
}
