package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rings: which room may import what. */
class ArchitectureTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");

  /** Why each: see the package-info of the room. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry(
              "build",
              List.of(
                  "java.",
                  "org.jspecify.",
                  "dev.slipway.cli.",
                  "dev.slipway.config.",
                  "dev.slipway.plan.",
                  "dev.slipway.components.")),
          Map.entry("value", List.of("java.", "org.jspecify.", "inet.ipaddr.")),
          Map.entry("document", List.of("java.", "org.jspecify.", "com.fasterxml.jackson.")),
          Map.entry(
              "config",
              List.of(
                  "java.",
                  "org.jspecify.",
                  "com.fasterxml.jackson.",
                  "org.yaml.snakeyaml.",
                  "org.apache.commons.text.",
                  "dev.slipway.value.",
                  "dev.slipway.config.")),
          Map.entry(
              "plan",
              List.of(
                  "java.",
                  "org.jspecify.",
                  "dev.slipway.value.",
                  "dev.slipway.document.",
                  "dev.slipway.config.",
                  "dev.slipway.plan.")),
          Map.entry(
              "cloud",
              List.of(
                  "java.",
                  "javax.net.ssl.",
                  "org.jspecify.",
                  "com.fasterxml.jackson.",
                  "dev.slipway.value.")),
          Map.entry(
              "drift",
              List.of(
                  "java.",
                  "com.fasterxml.jackson.",
                  "org.jspecify.",
                  "dev.slipway.cloud.",
                  "dev.slipway.drift.",
                  "dev.slipway.plan.",
                  "dev.slipway.value.")),
          Map.entry(
              "onboarding",
              List.of("java.", "org.jspecify.", "dev.slipway.value.", "dev.slipway.config.")),
          Map.entry(
              "preflight",
              List.of(
                  "java.",
                  "com.fasterxml.jackson.",
                  "org.jspecify.",
                  "dev.slipway.cloud.",
                  "dev.slipway.plan.",
                  "dev.slipway.value.")),
          Map.entry(
              "recovery",
              List.of("java.", "com.fasterxml.jackson.", "org.jspecify.", "dev.slipway.cloud.")),
          Map.entry(
              "report",
              List.of(
                  "java.",
                  "org.jspecify.",
                  "dev.slipway.value.",
                  "dev.slipway.document.",
                  "dev.slipway.plan.",
                  "dev.slipway.report.")),
          Map.entry(
              "diagram",
              List.of(
                  "java.",
                  "javax.xml.stream.",
                  "org.jspecify.",
                  "org.eclipse.elk.",
                  "dev.slipway.value.",
                  "dev.slipway.plan.",
                  "dev.slipway.diagram.")),
          Map.entry(
              "evidence",
              List.of(
                  "java.",
                  "org.jspecify.",
                  "org.commonmark.",
                  "dev.slipway.value.",
                  "dev.slipway.document.",
                  "dev.slipway.plan.",
                  "dev.slipway.cloud.",
                  "dev.slipway.drift.",
                  "dev.slipway.diagram.",
                  "dev.slipway.evidence.")),
          Map.entry(
              "components",
              List.of(
                  "java.",
                  "org.jspecify.",
                  "com.pulumi.",
                  "dev.slipway.value.",
                  "dev.slipway.config.PinnedRelease",
                  "dev.slipway.document.",
                  "dev.slipway.plan.",
                  "dev.slipway.components.")),
          Map.entry(
              "cli",
              List.of(
                  "java.",
                  "org.jspecify.",
                  "picocli.",
                  "dev.slipway.value.",
                  "dev.slipway.document.",
                  "dev.slipway.config.",
                  "dev.slipway.plan.",
                  "dev.slipway.cloud.",
                  "dev.slipway.drift.",
                  "dev.slipway.onboarding.",
                  "dev.slipway.preflight.",
                  "dev.slipway.recovery.",
                  "dev.slipway.evidence.",
                  "dev.slipway.report.")));

  @Test
  void everyRoomImportsOnlyWhatItMay() throws IOException {
    List<String> forbidden;
    try (Stream<Path> files = Files.walk(MAIN)) {
      forbidden =
          files.filter(file -> file.toString().endsWith(".java")).flatMap(this::forbidden).toList();
    }
    assertEquals(List.of(), forbidden);
  }

  @Test
  void planAndComponentsKnowNoClockAndNoChance() throws IOException {
    Pattern impure = Pattern.compile("currentTimeMillis|nanoTime|Instant\\.now|Random|UUID|getenv");
    for (String room : List.of("plan", "components", "value")) {
      try (Stream<Path> files = Files.walk(MAIN.resolve("dev/slipway").resolve(room))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertFalse(impure.matcher(Files.readString(file)).find(), file + " is not pure");
        }
      }
    }
  }

  private Stream<String> forbidden(Path file) {
    Path inside = MAIN.resolve("dev/slipway").relativize(file);
    List<String> allowed = MAY_USE.get(inside.getName(0).toString());
    if (allowed == null) {
      return inside.getNameCount() == 1 ? Stream.empty() : Stream.of(file + " is in no known room");
    }
    return imports(file)
        .filter(name -> allowed.stream().noneMatch(name::startsWith))
        .map(name -> file + " imports " + name);
  }

  private static Stream<String> imports(Path file) {
    try {
      return IMPORT
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
