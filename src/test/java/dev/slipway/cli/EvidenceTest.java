package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence on a computer without access to a cloud: the checks of the plan are assessed. */
class EvidenceTest {
  @TempDir private Path folder;
  @TempDir private Path stacks;

  /** No clouds.yaml on any machine has an entry of these names. */
  @BeforeEach
  void copyFleetWithUnknownClouds() {
    StackFiles files = StackFiles.shipped(stacks);
    for (String stack : files.stacks()) {
      files.with(stack, "\ncloud: " + stack, "\ncloud: " + stack + "-nowhere");
    }
  }

  @Test
  void assessesPlanWithoutCloud() throws IOException {
    CliRun run = evidence("staging", "--out", folder.toString());
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().contains("not read: staging, staging-osl2, staging-sto2: "), run.err());
    String report = Files.readString(written().resolve("report.md"));
    assertTrue(report.contains("**The plan: no path between environments.**"), report);
    assertTrue(
        report.contains("**The cloud: not assessed, because the cloud could not be read.**"),
        report);
  }

  @Test
  void verifiesFolderAndDetectsChangedFile() throws IOException {
    String head = evidence("production", "--out", folder.toString()).out().strip();
    String digest = head.replaceFirst("(?s).* ", "");
    String target = written().toString();
    assertEquals(
        new CliRun(
            0,
            "13 files are unchanged; digest of the last line of chain.jsonl: " + digest + "\n",
            ""),
        CliRun.of("evidence", "verify", target, "--expect-digest", digest));
    Path report = written().resolve("report.json");
    Files.writeString(report, Files.readString(report).replaceFirst("satisfied", "satisfies"));
    CliRun run = CliRun.of("evidence", "verify", target);
    assertEquals(3, run.exitCode());
    assertTrue(run.err().startsWith("report.json: was changed; "), run.err());
  }

  @Test
  void refusesSymbolicLinkToSameContent() throws IOException {
    evidence("staging", "--out", folder.resolve("out").toString());
    Path target = only(folder.resolve("out"));
    Path elsewhere = folder.resolve("elsewhere.md");
    Files.move(target.resolve("report.md"), elsewhere);
    Files.createSymbolicLink(target.resolve("report.md"), elsewhere);
    CliRun run = CliRun.of("evidence", "verify", target.toString());
    assertEquals(3, run.exitCode());
    assertTrue(run.err().startsWith("report.md: was changed; "), run.err());
  }

  @Test
  void refusesFolderWithoutChain() {
    assertEquals(
        new CliRun(
            2,
            "",
            folder + "/chain.jsonl does not exist; pass a folder that slipway evidence wrote\n"),
        CliRun.of("evidence", "verify", folder.toString()));
  }

  @Test
  void refusesInvalidDigest() {
    CliRun run = CliRun.of("evidence", "verify", folder.toString(), "--expect-digest", "abc");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("--expect-digest \"abc\": is "), run.err());
  }

  @Test
  void refusesUnknownEnvironment() {
    assertEquals(
        new CliRun(
            2, "", "no stack has the environment \"prod\"; pass one of: production, staging\n"),
        evidence("prod", "--out", folder.toString()));
  }

  @Test
  void writesAFolderForEachEnvironment() throws IOException {
    CliRun run = evidence("--all", "--out", folder.toString());
    assertEquals(1, run.exitCode(), run.err());
    try (Stream<Path> written = Files.list(folder)) {
      assertEquals(
          List.of("production", "staging"),
          written
              .map(one -> one.getFileName().toString().replaceFirst("-.*", ""))
              .sorted()
              .toList());
    }
    CliRun both = evidence("--all", "staging");
    assertEquals(2, both.exitCode());
    assertTrue(both.err().startsWith("--all is for every environment; "), both.err());
  }

  @Test
  void refusesMissingEnvironment() {
    CliRun run = evidence();
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("ENVIRONMENT is missing; pass --all or one of: production, staging\n"),
        run.err());
  }

  @Test
  void refusesInvalidPacketFileWithPosition() throws IOException {
    Path file = folder.resolve("packets.json");
    Files.writeString(file, "[{\"from\":\"a\",\"to\":\"b\"}]");
    assertRefused(file, file + ": packet 1: key destination is missing\n");
    Files.writeString(file, "[\n{\"form\":\"a\"}]");
    CliRun run = evidence("staging", "--packets", file.toString());
    assertTrue(run.err().startsWith(file + ": line 2: Unrecognized field \"form\""), run.err());
  }

  @Test
  void includesPackets() throws IOException {
    Path file = folder.resolve("packets.json");
    String row =
        "{\"from\":\"%s\",\"to\":\"%s\",\"destination\":\"198.51.100.66\",\"protocol\":6,"
            + "\"port\":6443,\"plan\":%s,\"trace\":%s,\"wire\":%s}";
    List<String> rows = new ArrayList<>();
    rows.add(
        row.formatted("staging-general-1", "production-osl2-load-balancer-1", false, false, false));
    rows.add(row.formatted("staging-general-1", "staging-osl2-load-balancer-1", true, true, true));
    Files.writeString(file, "[" + String.join(",\n", rows) + "]\n");
    String out = folder.resolve("out").toString();
    evidence("staging", "--packets", file.toString(), "--out", out);
    Path target = only(folder.resolve("out"));
    assertEquals(Files.readString(file), Files.readString(target.resolve("data/packets.json")));
    String report = Files.readString(target.resolve("report.md"));
    assertTrue(
        report.contains("**The packets: no test packet arrived in another environment.**"), report);
  }

  private void assertRefused(Path packets, String message) {
    assertEquals(new CliRun(2, "", message), evidence("staging", "--packets", packets.toString()));
  }

  private Path written() throws IOException {
    return only(folder);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> all = found.toList();
      assertEquals(1, all.size());
      return all.get(0);
    }
  }

  private CliRun evidence(String... arguments) {
    List<String> all = new ArrayList<>(List.of("evidence", "--stacks", stacks.toString()));
    all.addAll(List.of(arguments));
    return CliRun.of(all.toArray(String[]::new));
  }
}
