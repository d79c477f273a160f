package dev.slipway.cli;

import dev.slipway.git.GitException;
import dev.slipway.git.GitFolder;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.review.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Reads the change of the files since a Git revision. */
final class RevisionChange {
  private RevisionChange() {}

  /**
   * Returns the change since the commit at which the work tree and the revision parted.
   *
   * @throws GitException if that commit or its stack files cannot be read
   */
  static Change since(String revision, StacksOption stacks) {
    GitFolder git = new GitFolder(stacks.folder());
    FleetPlan after = stacks.plan();
    CommittedPlans.Base base = new CommittedPlans(stacks).base(git.mergeBase(revision));
    return new Change(
        base.commit(),
        base.plan(),
        after,
        git.changedSince(base.commit()),
        folder(git),
        base.remark());
  }

  /** Returns the path of the folder of the stack files from the root of the repository. */
  static String folder(GitFolder git) {
    try {
      Path root = git.root().toRealPath();
      return root.relativize(git.folder().toRealPath()).toString().replace('\\', '/');
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
