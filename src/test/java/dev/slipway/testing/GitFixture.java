package dev.slipway.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Git repository in a folder of a test, without the settings of the user. */
public record GitFixture(Path root) {

  /** Creates an empty repository with the branch {@code main}. */
  public static GitFixture create(Path root) {
    try {
      Files.createDirectories(root);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    GitFixture repository = new GitFixture(root);
    repository.git("init", "--quiet", "--initial-branch=main");
    return repository;
  }

  /** Writes a file, with its folder. */
  public GitFixture with(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Commits all files and returns the commit. */
  public String commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    return git("rev-parse", "HEAD").strip();
  }

  /** Runs a git command and returns its output. */
  public String git(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=test", "-c", "user.email=test@example.net"));
    command.addAll(List.of("-c", "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), command + ": " + output);
      return output;
    } catch (IOException absent) {
      throw new UncheckedIOException(absent);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
