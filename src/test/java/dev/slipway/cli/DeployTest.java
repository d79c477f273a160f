package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.recovery.PulumiProgram;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.GitFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code slipway deploy} until its first update: the lab has what follows. */
class DeployTest {
  private static final String STACK = "staging-osl2";

  @TempDir private Path folder;
  private GitFixture repository;
  private StackFiles stacks;
  private Path review;

  @BeforeEach
  void reviewAChange() throws IOException {
    Files.copy(Path.of("src/test/resources/fake-programs/pulumi"), folder.resolve("pulumi"));
    assertTrue(folder.resolve("pulumi").toFile().setExecutable(true));
    pulumi("stacks", "[{\"name\": \"staging-osl2\"}]");
    pulumi(STACK + ".preview", created("a"));
    repository = GitFixture.create(folder.resolve("repository"));
    stacks = StackFiles.shipped(repository.root().resolve("stacks"));
    for (String stack : List.of(STACK, "staging", "staging-sto2")) {
      repository.with(settings(stack), "encryptionsalt: v1:salt\n");
    }
    repository.commit("stack files");
    repository.git("branch", "base");
    stacks.with(STACK, "count: 2", "count: 3");
    repository.commit("more workers");
    review = folder.resolve("review.json");
    preview();
  }

  private void preview() throws IOException {
    CliRun preview = run(new PreviewCommand(pulumi(Map.of())), "--base", "base", "-o", "json");
    assertEquals(ExitCodes.CHANGED.code(), preview.exitCode(), preview.err());
    Files.writeString(review, preview.out());
  }

  private static String settings(String stack) {
    return "Pulumi.%s.yaml".formatted(stack);
  }

  private static String created(String name) {
    return "{\"steps\": [{\"op\": \"create\", \"urn\": \"urn:pulumi:s::slipway::t::%s\"}]}"
        .formatted(name);
  }

  private PulumiProgram pulumi(Map<String, String> variables) {
    return new PulumiProgram(folder.resolve("pulumi").toString(), repository.root(), variables);
  }

  private void pulumi(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private CliRun run(Object command, String... more) {
    CommandLine root = Slipway.commandLine();
    List<String> arguments = List.of("fake", "--stacks", stacks.path().toString());
    return CliRun.of(
        root.addSubcommand("fake", command),
        Stream.concat(arguments.stream(), Stream.of(more)).toList());
  }

  private CliRun deploy(Clock clock, String... more) {
    List<String> files =
        List.of(
            "--reviewed", review.toString(), "--record", folder.resolve("record.jsonl").toString());
    return run(
        new DeployCommand(pulumi(Map.of("GITHUB_ACTOR", "anna")), clock),
        Stream.concat(files.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private CliRun deploy(String... more) {
    return deploy(Clock.systemUTC(), more);
  }

  @Test
  void changedFilesAreRefused() {
    stacks.with(
        STACK, "count: 3, flavor: l2.c4r8.100, slot", "count: 4, flavor: l2.c4r8.100, slot");
    CliRun uncommitted = deploy();
    assertEquals(ExitCodes.INVALID.code(), uncommitted.exitCode());
    assertEquals(
        "the work tree has files that are not committed; commit or remove them\n",
        uncommitted.err());
    repository.commit("four");
    CliRun committed = deploy();
    assertEquals(ExitCodes.REFUSED.code(), committed.exitCode());
    assertTrue(committed.err().startsWith("the review is of tree "), committed.err());
  }

  @Test
  void stackFileThatGitIgnoresIsRefused() {
    repository.with(".gitignore", "*-got1.yaml\n").commit("ignore");
    stacks.withText("staging-got1", stacks.text(STACK));
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
  }

  @Test
  void changedCloudIsRefused() throws IOException {
    pulumi(STACK + ".preview", created("b"));
    CliRun run = deploy();
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode());
    assertTrue(run.err().endsWith("-+ t a\n++ t b\n"), run.err());
  }

  @Test
  void oldReviewIsRefused() {
    CliRun run = deploy(Clock.offset(Clock.systemUTC(), Duration.ofDays(15)));
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode());
    assertTrue(run.err().contains("more than 14 days ago"), run.err());
  }

  private void assertRefusedBeforeAnUpdate(CliRun run, String reason) throws IOException {
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode(), run.err());
    assertEquals(reason + "\n", run.err());
    assertFalse(Files.exists(folder.resolve("record.jsonl")));
    assertFalse(Files.readString(folder.resolve("calls")).contains("up --yes"));
  }

  @Test
  void stackWithoutAStateIsRefused() throws IOException {
    pulumi("stacks", "[]");
    String reason =
        "staging-osl2: there is no state; create it on a branch, commit Pulumi.staging-osl2.yaml,"
            + " and preview and review again: pulumi stack init staging-osl2 --secrets-provider"
            + " 'passphrase'";
    assertRefusedBeforeAnUpdate(deploy(), reason);
    preview();
    assertRefusedBeforeAnUpdate(deploy(), reason);
    pulumi("stacks", "[{\"name\": \"staging-osl2\"}]");
    assertRefusedBeforeAnUpdate(
        deploy(),
        "staging-osl2: the review has no preview of it by Pulumi; preview and review again");
  }

  @Test
  void stackWithoutItsSaltIsRefused() throws IOException {
    repository.git("rm", "--quiet", settings(STACK));
    repository.commit("without settings");
    Files.writeString(
        review,
        Files.readString(review)
            .replaceFirst(
                "\"tree\" : \"[0-9a-f]+\"",
                "\"tree\" : \"%s\"".formatted(repository.git("rev-parse", "HEAD^{tree}").strip())));
    assertRefusedBeforeAnUpdate(
        deploy(),
        "staging-osl2: %s does not exist, and pulumi would write another one; commit the file as pulumi stack init wrote it"
            .formatted(repository.root().resolve(settings(STACK))));
  }

  /** All that the first update creates is reviewed, and the stack must be healthy afterwards. */
  @Test
  void newDatacenterIsDeployed() throws IOException {
    String added = stacks.text("staging-sto2");
    stacks.without("staging-sto2");
    repository.git("rm", "--quiet", settings("staging-sto2"));
    repository.commit("without a datacenter");
    repository.git("branch", "--force", "base");
    stacks.withText("staging-sto2", added);
    repository.with(settings("staging-sto2"), "encryptionsalt: v1:salt\n").commit("a datacenter");
    pulumi(
        "stacks", "[{\"name\": \"staging\"}, {\"name\": \"staging-sto2\", \"resourceCount\": 0}]");
    pulumi("staging.preview", "{\"steps\": []}");
    pulumi("staging-sto2.preview", created("a"));
    pulumi("staging-sto2.after", "{\"steps\": []}");
    preview();
    recordSuccess("staging");
    CliRun run = deploy();
    assertEquals(
        """
        staging: nothing to do
        staging-sto2: update
        """,
        run.out());
    // No cloud answers, and the review has no drift of this stack.
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertEquals("staging-sto2: the stack is not as planned: not read: cloud\n", run.err());
  }

  /** A change was merged between the last deployment and the base of the review. */
  @Test
  void changeThatWasNotDeployedIsNamed() throws IOException {
    recordSuccess(STACK);
    String deployed = repository.git("rev-parse", "HEAD").strip();
    stacks.with(
        STACK, "count: 3, flavor: l2.c4r8.100, slot", "count: 4, flavor: l2.c4r8.100, slot");
    repository.commit("a change whose deployment the forge dropped");
    repository.git("branch", "--force", "base");
    stacks.with(
        STACK, "count: 4, flavor: l2.c4r8.100, slot", "count: 5, flavor: l2.c4r8.100, slot");
    repository.commit("the next change");
    preview();
    CliRun run = deploy();
    assertEquals(ExitCodes.REFUSED.code(), run.exitCode(), run.err());
    assertTrue(
        run.err().endsWith("preview and review again with --base " + deployed + "\n"), run.err());
    assertTrue(run.err().startsWith("staging-osl2: it was last deployed from tree "), run.err());
    assertFalse(Files.readString(folder.resolve("calls")).contains("up --yes"));
  }

  /** A reverted change has the tree of before, and an empty change on it has its review. */
  @Test
  void reviewOfAnotherChangeWithTheSameFilesIsRefused() throws IOException {
    recordSuccess(STACK);
    repository.git("switch", "--quiet", "--create", "old", "base");
    repository.git("commit", "--quiet", "--allow-empty", "--message", "nothing");
    CliRun preview = run(new PreviewCommand(pulumi(Map.of())), "--base", "base", "-o", "json");
    assertEquals(ExitCodes.SUCCESS.code(), preview.exitCode(), preview.err());
    Files.writeString(review, preview.out());
    assertEquals(ExitCodes.REFUSED.code(), deploy().exitCode());
  }

  private void recordSuccess(String stack) throws IOException {
    String line =
        "{'by':'anna','commit':'%s','detail':'','digest':'%s','event':'SUCCEEDED','previous':'%2$s','stack':'%s','time':'2026-11-27T20:00:00Z','tree':'%s'}\n"
            .formatted(
                repository.git("rev-parse", "HEAD").strip(),
                "0".repeat(64),
                stack,
                repository.git("rev-parse", "HEAD^{tree}").strip());
    Files.writeString(folder.resolve("record.jsonl"), line.replace('\'', '"'));
  }

  @Test
  void failedUpdateIsRecorded() throws IOException {
    CliRun run = deploy();
    assertEquals(ExitCodes.FAILED.code(), run.exitCode());
    assertEquals("staging-osl2: the update failed: pulumi up ended with exit code 1\n", run.err());
    String record = Files.readString(folder.resolve("record.jsonl"));
    assertEquals(2, record.lines().count(), record);
    assertTrue(record.contains("\"by\":\"anna\""), record);
  }

  @Test
  void otherEnvironmentIsRefused() {
    CliRun run = deploy("--environment", "production");
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertEquals(
        "--environment is \"production\"; the reviewed stacks are of: staging\n", run.err());
  }

  @Test
  void unusableRecordIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("record.jsonl"));
    CliRun run = deploy();
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().startsWith("cannot read the record "), run.err());
  }

  @Test
  void reviewOfAnImpossibleTimeIsRefused() throws IOException {
    Files.writeString(
        review,
        Files.readString(review)
            .replaceFirst("\"time\" : \"[^\"]+\"", "\"time\" : \"+1000000000-12-31T23:59:59Z\""));
    CliRun run = deploy();
    assertEquals(ExitCodes.INVALID.code(), run.exitCode());
    assertTrue(run.err().contains(": the review's \"time\" is \"+1000000000-"), run.err());
  }

  @Test
  void unreadableReviewIsRefused() throws IOException {
    Files.writeString(review, "{");
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
    Files.delete(review);
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
  }
}
