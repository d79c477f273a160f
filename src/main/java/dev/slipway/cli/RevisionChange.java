package dev.slipway.cli;

import dev.slipway.git.GitException;
import dev.slipway.git.GitFolder;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.review.Change;
import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the change of the stack files since a Git revision. */
final class RevisionChange {
  private final StacksOption stacks;
  private final String revision;
  private final GitFolder git;

  private RevisionChange(StacksOption stacks, String revision) {
    this.stacks = stacks;
    this.revision = revision;
    this.git = new GitFolder(stacks.folder());
  }

  /**
   * Returns the change since the commit at which the work tree and the revision parted.
   *
   * @throws GitException if that commit or its stack files cannot be read
   */
  static Change since(String revision, StacksOption stacks) {
    return new RevisionChange(stacks, revision).read();
  }

  /**
   * Returns the plan of the stack files of a commit.
   *
   * @throws GitException if the commit or its stack files cannot be read
   */
  static FleetPlan plan(String commit, StacksOption stacks) {
    try {
      return new RevisionChange(stacks, commit).before(commit);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Change read() {
    FleetPlan after = stacks.plan();
    String commit = git.mergeBase(revision);
    try {
      Path root = git.root().toRealPath();
      String folder = root.relativize(stacks.folder().toRealPath()).toString();
      return new Change(
          commit, before(commit), after, git.changedSince(commit), folder.replace('\\', '/'));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private FleetPlan before(String commit) throws IOException {
    Path copy = Files.createTempDirectory("slipway-stacks-");
    try {
      return git.export(commit, ".yaml", copy) ? stacks.plan(copy) : new FleetPlan(List.of());
    } catch (InvalidFleetException invalid) {
      throw new GitException(
          "the stack files of %s are not valid, so nothing can be compared with them: %s"
              .formatted(
                  revision,
                  String.valueOf(invalid.getMessage()).replace(copy + "/", commit + ":")));
    } finally {
      delete(copy);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
