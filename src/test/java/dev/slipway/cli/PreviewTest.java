package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.Json;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.GitFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void commitStackFiles() throws IOException {
    Files.copy(Path.of("src/test/resources/fake-programs/pulumi"), folder.resolve("pulumi"));
    assertTrue(folder.resolve("pulumi").toFile().setExecutable(true));
    pulumi(
        "stacks", "[{\"name\": \"organization/slipway/staging-osl2\"}, {\"name\": \"staging\"}]");
    repository = GitFixture.create(folder.resolve("repository"));
    stacks = StackFiles.shipped(repository.root().resolve("stacks"));
    settings(STACK);
    repository.commit("stack files");
    repository.git("branch", "base");
  }

  private void settings(String stack) {
    repository.with("Pulumi.%s.yaml".formatted(stack), "encryptionsalt: v1:salt\n");
  }

  private void pulumi(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private CliRun preview(String... more) {
    CommandLine root = Slipway.commandLine();
    PulumiProgram pulumi =
        new PulumiProgram(folder.resolve("pulumi").toString(), repository.root(), variables);
    PreviewCommand command = new PreviewCommand(pulumi);
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
  void stackWithoutAStateIsNotPreviewed() {
    stacks.with(
        "production-osl2",
        "count: 3, flavor: l2.c4r8.100, slot",
        "count: 4, flavor: l2.c4r8.100, slot");
    CliRun run = preview();
    assertCode(ExitCodes.CHANGED, run);
    assertTrue(
        run.out()
            .contains("- `pulumi stack init production-osl2 --secrets-provider 'passphrase'`\n"),
        run.out());
    assertTrue(run.out().contains("| production-osl2 | not assessed: no state | 0 |"), run.out());
    assertTrue(run.out().endsWith("was not run or failed: production-osl2.\n"), run.out());
  }

  /** Backend and secrets provider are those of the environment. */
  @Test
  void stateIsCreatedWhereTheEnvironmentHasIts() throws IOException {
    pulumi("stacks", "[]");
    stacks.with(STACK, "count: 2", "count: 3");
    stacks.withText(
        "staging",
        stacks.text("staging")
            + "state: { backend: 's3://staging-state', secretsProvider: 'hashivault://staging'"
            + " }\n");
    JsonNode document = Json.read(preview("-o", "json").out(), JsonNode.class);
    assertEquals(
        List.of("staging", STACK, "staging-sto2"),
        document.path("stacks").findValuesAsText("stack"));
    assertEquals(
        "PULUMI_BACKEND_URL='s3://staging-state' pulumi stack init staging-osl2 --secrets-provider"
            + " 'hashivault://staging'",
        document.path("stacks").path(1).path("createState").asText());
  }

  /** Pulumi would write another salt into the file. */
  @Test
  void stackWithoutItsSaltIsNotPreviewed() throws IOException {
    stacks.with(STACK, "count: 2", "count: 3");
    pulumi(STACK + ".preview", CREATED);
    repository.with("Pulumi.%s.yaml".formatted(STACK), "config: {}\n");
    CliRun run = preview();
    assertCode(ExitCodes.FAILED, run);
    assertTrue(
        run.out().contains("Pulumi.staging-osl2.yaml has no encryptionsalt, and"), run.out());
    assertEquals(
        List.of("stack ls --json --non-interactive"), Files.readAllLines(folder.resolve("calls")));
  }

  @Test
  void eachEnvironmentHasItsStateAndVariables() throws IOException {
    String production = "production-osl2";
    settings(production);
    changeBothEnvironments();
    for (String environment : List.of("staging", "production")) {
      Path backend = Files.createDirectory(folder.resolve(environment));
      String suffix = "_" + environment.toUpperCase(Locale.ROOT);
      variables.put("PULUMI_BACKEND_URL" + suffix, "file://" + backend);
      variables.put("PULUMI_CONFIG_PASSPHRASE" + suffix, "of-" + environment);
      String stack = environment + "-osl2";
      Files.writeString(backend.resolve("stacks"), "[{\"name\": \"%s\"}]".formatted(stack));
      Files.writeString(backend.resolve(stack + ".preview"), CREATED);
    }
    CliRun run = preview();
    assertCode(ExitCodes.CHANGED, run);
    assertTrue(run.out().contains("| staging-osl2 | 1 created | 0 |\n"), run.out());
    assertTrue(run.out().contains("| production-osl2 | 1 created | 0 |\n"), run.out());
    String staging = Files.readString(folder.resolve("staging/staging-osl2.variables"));
    assertTrue(staging.contains("\nPULUMI_CONFIG_PASSPHRASE=of-staging\n"), staging);
    assertFalse(staging.contains("of-production"), staging);
  }

  private void changeBothEnvironments() {
    for (String stack : List.of(STACK, "production-osl2")) {
      String admins = "adminPrefixes: [198.51.100.0/28]";
      stacks.with(stack, admins, admins.replace("]", ", 198.51.100.80/29]"));
    }
  }

  /** Staging is previewed although production's backend does not answer. */
  @Test
  void backendThatDoesNotAnswerIsAFailureOfItsStacks() throws IOException {
    changeBothEnvironments();
    pulumi(STACK + ".preview", CREATED);
    variables.put(
        "PULUMI_BACKEND_URL_PRODUCTION",
        "file://" + Files.createDirectory(folder.resolve("production")));
    CliRun run = preview();
    assertCode(ExitCodes.FAILED, run);
    assertTrue(run.out().contains("| staging-osl2 | 1 created | 0 |\n"), run.out());
    assertTrue(run.out().contains("- production-osl2: "), run.out());
    assertTrue(run.out().contains("its message: error: no file stacks\n"), run.out());
  }

  @Test
  void cloudIsNotComparedBeforeTheFirstUpdate() throws IOException {
    stacks.with(STACK, "count: 2", "count: 3");
    pulumi(STACK + ".preview", CREATED);
    assertEquals(1, drift().size());
    pulumi("stacks", "[{\"name\": \"staging-osl2\", \"resourceCount\": 0}]");
    assertEquals("[\"not assessed: cloud: the stack is new\"]", drift().toString());
  }

  private JsonNode drift() {
    JsonNode document = Json.read(preview("-o", "json").out(), JsonNode.class);
    return document.path("stacks").path(0).path("drift");
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

  @Test
  void wrongOptionsAreRefused() {
    assertCode(ExitCodes.INVALID, preview("--parallel", "0"));
    assertCode(ExitCodes.INVALID, preview("--report", folder + "/absent/report.md"));
    assertCode(
        ExitCodes.FAILED,
        CliRun.of("preview", "--base", "x", "--stacks", stacks.path().toString()));
  }
}
