package dev.slipway.lab.workflow;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.testing.GitFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Git repository of an operator in the lab: stack files, Pulumi.yaml and the settings of stacks.
 * The program is the jar of this checkout.
 */
final class OperatorRepository {
  private static final String PROJECT =
      """
      name: slipway
      runtime:
        name: java
        options:
          binary: %s
      config:
        pulumi:disable-default-providers: ["*"]
      """;

  private final GitFixture git;
  private final StackFiles stacks;
  private final Path jar = Path.of("target/slipway.jar").toAbsolutePath();

  private OperatorRepository(GitFixture git) {
    this.git = git;
    this.stacks = StackFiles.shipped(git.root().resolve("stacks"));
  }

  /** Creates the repository with the shipped stack files on the branch {@code main}. */
  static OperatorRepository create(String... settingsOf) {
    OperatorRepository repository =
        new OperatorRepository(GitFixture.create(Lab.state("repository")));
    repository.git.with("Pulumi.yaml", PROJECT.formatted(repository.jar));
    for (String stack : settingsOf) {
      Lab.selectStack(stack);
      repository.git.with("Pulumi." + stack + ".yaml", settings(stack));
    }
    repository.git.commit("stack files of staging and production");
    return repository;
  }

  /** The lab's update wrote the salt and the paths of manifests into this file. */
  private static String settings(String stack) {
    try {
      return Files.readString(Lab.state("Pulumi." + stack + ".yaml"));
    } catch (IOException absent) {
      throw new UncheckedIOException(absent);
    }
  }

  GitFixture git() {
    return git;
  }

  StackFiles stacks() {
    return stacks;
  }

  /** Returns the path of a file that the repository does not contain. */
  static Path file(String name) {
    return Lab.state(name);
  }

  /** Runs {@code slipway} in the repository. */
  CommandResult slipway(String arguments) {
    return Lab.shell(line(arguments));
  }

  /** Returns the shell line of {@link #slipway}. */
  String line(String arguments) {
    return "cd %s && java -jar %s %s".formatted(git.root(), jar, arguments);
  }
}
