package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet with an ended Kubernetes, a vulnerable Talos and a vulnerable Argo CD. */
class UnsupportedVersionsTest {
  private static final List<String> ENVIRONMENTS = List.of("staging", "production");
  private static final List<String> FINDINGS =
      List.of(
          ": kubernetes: 1.34.9: Kubernetes 1.34 has no fixes since 2026-10-27; choose a later"
              + " minor version (source: https://kubernetes.io/releases/1.34/)",
          ": talos: 1.12.0 is vulnerable: ",
          ": gitops.argocd.version: 3.5.3 is vulnerable: command injection in repo-server; choose"
              + " 3.5.4 or later (source: https://osv.dev/vulnerability/DHI-65of-ltfd-cour-nvqq)");

  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
    for (String stack : files.stacks()) {
      files
          .with(stack, "kubernetes: 1.36.3", "kubernetes: 1.34.9")
          .with(stack, "\ntalos: 1.13.9", "\ntalos: 1.12.0");
    }
    ENVIRONMENTS.forEach(stack -> files.with(stack, "version: 3.5.7", "version: 3.5.3"));
  }

  @Test
  void isRefusedInProductionAndWarnedOfInStaging() {
    CliRun run = check();
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertEquals("", run.out());
    List<String> lines = run.err().lines().filter(line -> line.contains("(source: ")).toList();
    for (String finding : FINDINGS) {
      assertTrue(lines.stream().anyMatch(line -> isProblem(line, finding)), run.err());
      assertTrue(lines.stream().anyMatch(line -> isWarning(line, "/staging", finding)), run.err());
      assertFalse(lines.stream().anyMatch(line -> isWarning(line, "/production", finding)));
    }
  }

  @Test
  void isRefusedInJson() throws Exception {
    CliRun run = check("--json");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    JsonNode document = Json.read(run.out(), JsonNode.class);
    assertEquals(7, document.path("problems").size(), run.out());
    assertTrue(
        StreamSupport.stream(document.path("problems").spliterator(), false)
            .allMatch(row -> row.path("file").asText().contains("/production")));
    assertEquals(6, document.path("stacks").asInt());
  }

  /** An upgrade begins in staging, so the change that begins it contains both versions. */
  @Test
  void isAcceptedInProductionWhileTheChangeRaisesTheVersion(@TempDir Path before) {
    StackFiles former = new StackFiles(before).withFilesOf(folder);
    for (String stack : List.of("staging", "staging-osl2", "staging-sto2")) {
      files
          .with(stack, "kubernetes: 1.34.9", "kubernetes: 1.35.6")
          .with(stack, "\ntalos: 1.12.0", "\ntalos: 1.13.9");
    }
    files.with("staging", "version: 3.5.3", "version: 3.5.7");
    assertEquals(ExitCodes.INVALID.code(), check().exitCode());
    CliRun run = check("--diff-from", former.path().toString());
    assertEquals(ExitCodes.SUCCESS.code(), run.exitCode(), run.err());
  }

  private CliRun check(String... more) {
    List<String> words = new ArrayList<>(List.of("check", "--date", "2026-11-26"));
    words.addAll(List.of("--stacks", folder.toString()));
    words.addAll(List.of(more));
    return CliRun.of(words.toArray(String[]::new));
  }

  private static boolean isProblem(String line, String finding) {
    return line.contains("/production") && line.contains(finding) && !line.startsWith("warning: ");
  }

  private static boolean isWarning(String line, String environment, String finding) {
    return line.startsWith("warning: ") && line.contains(environment) && line.contains(finding);
  }
}
