package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.recovery.PulumiProgram;
import dev.slipway.testing.CliRun;
import dev.slipway.testing.GitFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A reviewed change of one stack, in a repository, with a fake {@code pulumi}. */
abstract class DeployFixture {
  static final String STACK = "staging-osl2";

  @TempDir Path folder;
  GitFixture repository;
  StackFiles stacks;
  Path review;

  @BeforeEach
  void reviewAChange() throws IOException {
    Files.copy(Path.of("src/test/resources/fake-programs/pulumi"), folder.resolve("pulumi"));
    assertTrue(folder.resolve("pulumi").toFile().setExecutable(true));
    pulumi("stacks", "[{\"name\": \"staging-osl2\", \"resourceCount\": 0}]");
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

  final void preview() throws IOException {
    CliRun preview = run(new PreviewCommand(pulumi(Map.of())), "--base", "base", "-o", "json");
    assertEquals(ExitCodes.CHANGED.code(), preview.exitCode(), preview.out() + preview.err());
    Files.writeString(review, preview.out());
  }

  static String settings(String stack) {
    return "Pulumi.%s.yaml".formatted(stack);
  }

  static String created(String name) {
    return "{\"steps\": [{\"op\": \"create\", \"urn\": \"urn:pulumi:s::slipway::t::%s\"}]}"
        .formatted(name);
  }

  final PulumiProgram pulumi(Map<String, String> variables) {
    return new PulumiProgram(folder.resolve("pulumi").toString(), repository.root(), variables);
  }

  final void pulumi(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  final CliRun run(Object command, String... more) {
    CommandLine root = Slipway.commandLine();
    List<String> arguments = List.of("fake", "--stacks", stacks.path().toString());
    return CliRun.of(
        root.addSubcommand("fake", command),
        Stream.concat(arguments.stream(), Stream.of(more)).toList());
  }

  final CliRun deploy(Clock clock, String... more) {
    List<String> files =
        List.of(
            "--reviewed", review.toString(), "--record", folder.resolve("record.jsonl").toString());
    return run(
        new DeployCommand(pulumi(Map.of("GITHUB_ACTOR", "anna")), clock),
        Stream.concat(files.stream(), Stream.of(more)).toArray(String[]::new));
  }

  final CliRun deploy(String... more) {
    return deploy(Clock.systemUTC(), more);
  }
}
