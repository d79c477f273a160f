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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A repository with stack files; a program of the test replaces pulumi. */
abstract class PreviewFixture {
  static final String STACK = "staging-osl2";
  static final String CREATED =
      """
      {"steps": [{"op": "create", "urn": "urn:pulumi:s::slipway::t::a"}]}\
      """;

  @TempDir Path folder;
  GitFixture repository;
  StackFiles stacks;
  final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void commitStackFiles() throws IOException {
    Files.copy(Path.of("src/test/resources/fake-programs/pulumi"), folder.resolve("pulumi"));
    assertTrue(folder.resolve("pulumi").toFile().setExecutable(true));
    pulumi(
        "stacks",
        "[{\"name\": \"organization/slipway/staging-osl2\", \"resourceCount\": 0}, {\"name\":"
            + " \"staging\", \"resourceCount\": 0}]");
    repository = GitFixture.create(folder.resolve("repository"));
    stacks = StackFiles.shipped(repository.root().resolve("stacks"));
    settings(STACK);
    repository.commit("stack files");
    repository.git("branch", "base");
  }

  final void settings(String stack) {
    repository.with("Pulumi.%s.yaml".formatted(stack), "encryptionsalt: v1:salt\n");
  }

  final void pulumi(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  final CliRun preview(String... more) {
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

  final void assertCode(ExitCodes code, CliRun run) {
    assertEquals(code.code(), run.exitCode(), run.out() + run.err());
  }
}
