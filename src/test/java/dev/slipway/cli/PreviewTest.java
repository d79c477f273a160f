package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.GitFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code slipway preview} in a real repository; a program of the test replaces pulumi. */
class PreviewTest {
  private static final String STACK = "staging-osl2";
  private static final String CREATED =
      """
      {"steps": [{"op": "create", "urn": "urn:pulumi:s::slipway::t::a"}]}\
      """;

  @TempDir private Path folder;
  private GitFixture repository;
  private StackFiles stacks;

  @BeforeEach
  void commitStackFiles() throws IOException {
    Files.copy(Path.of("src/test/resources/fake-programs/pulumi"), folder.resolve("pulumi"));
    assertTrue(folder.resolve("pulumi").toFile().setExecutable(true));
    pulumi(
        "stacks", "[{\"name\": \"organization/slipway/staging-osl2\"}, {\"name\": \"staging\"}]");
    repository = GitFixture.create(folder.resolve("repository"));
    stacks = StackFiles.shipped(repository.root().resolve("stacks"));
    repository.commit("stack files");
    repository.git("branch", "base");
  }

  private void pulumi(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private CliRun preview(String... more) {
    CommandLine root = Slipway.commandLine();
    PreviewCommand command = new PreviewCommand(folder.resolve("pulumi").toString());
    List<String> arguments =
        List.of("fake", "--base", "base", "--stacks", stacks.path().toString());
    return CliRun.of(
        root.addSubcommand("fake", command),
        Stream.concat(arguments.stream(), Stream.of(more)).toList());
  }

  private void assertCode(ExitCodes code, CliRun run) {
    assertEquals(code.code(), run.exitCode(), run.out() + run.err());
  }

  @Test
  void withoutAChangeNothingRuns() throws IOException {
    Files.delete(folder.resolve("pulumi"));
    assertCode(ExitCodes.SUCCESS, preview());
  }

  @Test
  void reportsAffectedStacks() throws IOException {
    stacks.with(STACK, "count: 2", "count: 3");
    pulumi(STACK + ".preview", CREATED);
    CliRun run = preview();
    assertCode(ExitCodes.CHANGED, run);
    assertTrue(run.out().contains("| staging-osl2 | 1 created | 0 |\n"), run.out());
  }

  @Test
  void documentApprovesCommittedFilesOnly() throws IOException {
    stacks.with(STACK, "count: 2", "count: 3");
    pulumi(STACK + ".preview", CREATED);
    assertFalse(Json.read(preview("-o", "json").out(), JsonNode.class).has("tree"));
    String commit = repository.commit("more workers");
    JsonNode document = Json.read(preview("-o", "json").out(), JsonNode.class);
    assertEquals(commit, document.path("commit").asText());
    assertEquals(
        repository.git("rev-parse", "HEAD^{tree}").strip(), document.path("tree").asText());
    assertEquals("[\"+ t a\"]", document.path("stacks").path(0).path("steps").toString());
  }

  @Test
  void plansOnlyRunsNothing() throws IOException {
    Files.delete(folder.resolve("pulumi"));
    stacks.with(STACK, "count: 2", "count: 3");
    CliRun run = preview("--plans-only");
    assertCode(ExitCodes.CHANGED, run);
    assertTrue(run.out().endsWith("Not assessed: no cloud was asked.\n"), run.out());
  }

  @Test
  void failedPreviewIsNotAssessed() {
    stacks.with(STACK, "count: 2", "count: 3");
    CliRun run = preview();
    assertCode(ExitCodes.FAILED, run);
    assertTrue(
        run.out().contains("- staging-osl2: pulumi preview: error: no file staging-osl2.preview\n"),
        run.out());
  }

  @Test
  void stackWithoutAStateIsNotPreviewed() {
    stacks.with(
        "production-osl2",
        "count: 3, flavor: l2.c4r8.100, slot",
        "count: 4, flavor: l2.c4r8.100, slot");
    CliRun run = preview();
    assertCode(ExitCodes.CHANGED, run);
    assertTrue(run.out().contains("Not assessed: Pulumi was not run."), run.out());
  }

  @Test
  void invalidFileIsRefusedWithItsReport() throws IOException {
    stacks.with(STACK, "count: 2", "count: -2");
    Path report = folder.resolve("report.md");
    CliRun run = preview("--report", report.toString());
    assertCode(ExitCodes.REFUSED, run);
    assertTrue(run.out().contains("The stack files are not valid"), run.out());
    assertEquals(run.out(), Files.readString(report));
    JsonNode document = Json.read(preview("-o", "json").out(), JsonNode.class);
    assertEquals("refused", document.path("outcome").asText());
  }

  /** The comment has the summary; the differences, which do not fit, are in the report. */
  @Test
  void commentIsShortenedAndTheReportIsComplete() throws IOException {
    stacks.with(STACK, "count: 2", "count: 3");
    pulumi(STACK + ".preview", CREATED);
    Path report = folder.resolve("report.md");
    Path comment = folder.resolve("comment.md");
    preview("--report", report.toString());
    String limit = String.valueOf(Files.size(report));
    CliRun run =
        preview(
            "-o",
            "json",
            "--comment",
            comment.toString(),
            "--limit",
            limit,
            "--link",
            "https://git.example.net/runs/1");
    assertCode(ExitCodes.CHANGED, run);
    assertEquals("changes", Json.read(run.out(), JsonNode.class).path("outcome").asText());
    String text = Files.readString(comment);
    assertTrue(text.startsWith("<!-- slipway preview -->\n\n# Preview: changes\n"), text);
    assertTrue(text.contains("| staging-osl2 | 1 created | 0 |"), text);
    assertTrue(
        text.endsWith(" left out. The complete report: https://git.example.net/runs/1\n"), text);
    assertTrue(text.length() <= Integer.parseInt(limit), "length " + text.length());
    assertFalse(text.contains("<details>"), text);
    assertTrue(Files.readString(report).contains("<details>"));
  }

  @Test
  void commentOnInvalidFilesHasALimit() throws IOException {
    stacks.with(STACK, "count: 2", "count: -2");
    Path comment = folder.resolve("comment.md");
    CliRun run = preview("--comment", comment.toString(), "--limit", "200");
    assertCode(ExitCodes.REFUSED, run);
    assertEquals(run.out(), Files.readString(comment));
    assertTrue(run.out().endsWith("Problems are left out.\n"), run.out());
    assertTrue(run.out().length() <= 200, run.out());
  }

  /** A branch cannot exempt itself. */
  @Test
  void exemptionIsReadFromTheBase() throws IOException {
    pulumi(
        STACK + ".preview",
        """
        {"steps": [{"op": "delete", "urn": "urn:pulumi:s::slipway::t::a", "oldState": {"protect": true}}]}\
        """);
    String exemption = "- { stack: staging-osl2, resource: t a, why: moved, until: 2999-12-31 }\n";
    stacks.with(STACK, "count: 2", "count: 3");
    repository.with("exemptions.yaml", exemption).commit("in the branch");
    assertCode(ExitCodes.REFUSED, preview());

    repository.git("switch", "--quiet", "base");
    repository.with("exemptions.yaml", exemption).commit("in the base");
    repository.git("switch", "--quiet", "main");
    repository.git("merge", "--quiet", "base", "--message", "merge");
    CliRun permitted = preview();
    assertCode(ExitCodes.DISRUPTIVE, permitted);
    assertTrue(
        permitted.out().contains("| staging-osl2 | t a | deleted | until 2999-12-31: moved |"));
  }

  @Test
  void wrongOptionsAreRefused() {
    assertCode(ExitCodes.INVALID, preview("--parallel", "0"));
    assertCode(ExitCodes.INVALID, preview("--report", folder + "/absent/report.md"));
    assertCode(
        ExitCodes.FAILED,
        CliRun.of("preview", "--base", "x", "--stacks", stacks.path().toString()));
  }
}
