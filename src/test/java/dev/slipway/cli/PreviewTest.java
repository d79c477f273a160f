package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.testing.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** {@code slipway preview} in a real repository; a program of the test replaces pulumi. */
class PreviewTest extends PreviewFixture {
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
    assertTrue(run.out().endsWith("was not run or failed: staging-osl2.\n"), run.out());
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
  void invalidFileIsRefusedWithItsReport() throws IOException {
    stacks.with(STACK, "count: 2", "count: -2");
    Path report = folder.resolve("report.md");
    CliRun run = preview("--report", report.toString());
    assertCode(ExitCodes.REFUSED, run);
    assertTrue(run.out().contains("These files are not valid"), run.out());
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
    stacks.with(STACK, "count: 2", "count: -2" + "0".repeat(3000));
    Path comment = folder.resolve("comment.md");
    CliRun run = preview("--comment", comment.toString(), "--limit", "1000");
    assertCode(ExitCodes.REFUSED, run);
    assertEquals(run.out(), Files.readString(comment));
    assertTrue(run.out().endsWith("Problems are left out.\n"), run.out());
    assertTrue(run.out().length() <= 1000, run.out());
  }

  /** A branch cannot exempt itself. */
  @Test
  void exemptionIsReadFromTheBase() throws IOException {
    pulumi(
        STACK + ".preview",
        """
        {"steps": [{"op": "delete", "urn": "urn:pulumi:s::slipway::t::a", "oldState": {"protect": true}}]}\
        """);
    LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    String exemption =
        "- { stack: staging-osl2, resource: t a, why: moved, until: %s }\n".formatted(until);
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
        permitted.out().contains("| staging-osl2 | t a | deleted | until " + until + ": moved |"));
  }

  /** A wrong file must not be merged; one that was merged exempts nothing, and can be corrected. */
  @Test
  void exemptionsAreValid() {
    stacks.with(STACK, "count: 2", "count: 3");
    repository.with("exemptions.yaml", "- { stack: staging-osl2 }\n").commit("in the branch");
    CliRun refused = preview("--plans-only");
    assertCode(ExitCodes.REFUSED, refused);
    assertTrue(refused.out().contains("- exemptions.yaml: entry 1: is not a map"), refused.out());
    String valid = stacks.text(STACK);
    stacks.withText(STACK, "kind: Nothing\n");
    CliRun both = preview("--plans-only");
    assertTrue(both.out().contains("exemptions.yaml: entry 1: "), both.out());
    assertTrue(both.out().contains(STACK + ".yaml:"), both.out());
    stacks.withText(STACK, valid);
    repository.git("branch", "--force", "base");
    repository.with("exemptions.yaml", "[]\n");
    stacks.with(
        STACK, "count: 3, flavor: l2.c4r8.100, slot", "count: 4, flavor: l2.c4r8.100, slot");
    CliRun corrected = preview("--plans-only");
    assertCode(ExitCodes.CHANGED, corrected);
    assertTrue(
        corrected.out().contains("nothing is exempt:\n\n- exemptions.yaml: entry 1: "),
        corrected.out());
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
