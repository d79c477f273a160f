package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    repository.commit("stack files");
    repository.git("branch", "base");
    stacks.with(STACK, "count: 2", "count: 3");
    repository.commit("more workers");
    review = folder.resolve("review.json");
    CliRun preview = run(new PreviewCommand(pulumi()), "--base", "base", "-o", "json");
    assertEquals(ExitCodes.CHANGED.code(), preview.exitCode(), preview.err());
    Files.writeString(review, preview.out());
  }

  private static String created(String name) {
    return "{\"steps\": [{\"op\": \"create\", \"urn\": \"urn:pulumi:s::slipway::t::%s\"}]}"
        .formatted(name);
  }

  private String pulumi() {
    return folder.resolve("pulumi").toString();
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
        new DeployCommand(pulumi(), Map.of("GITHUB_ACTOR", "anna"), clock),
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
  void unreadableReviewIsRefused() throws IOException {
    Files.writeString(review, "{");
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
    Files.delete(review);
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
  }
}
