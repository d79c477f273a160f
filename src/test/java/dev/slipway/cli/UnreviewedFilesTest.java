package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.CliRun;
import org.junit.jupiter.api.Test;

/** Files that a deployment would use, and that the review does not have. */
class UnreviewedFilesTest extends DeployFixture {
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
  void stackFileThatGitDoesNotCompareIsRefused() {
    repository.git("update-index", "--skip-worktree", "stacks/" + STACK + ".yaml");
    stacks.with(
        STACK, "count: 3, flavor: l2.c4r8.100, slot", "count: 4, flavor: l2.c4r8.100, slot");
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
  }

  @Test
  void settingsThatGitIgnoresAreRefused() {
    repository.git("rm", "--quiet", "--cached", settings(STACK));
    repository.with(".gitignore", "Pulumi.*.yaml\n").commit("ignored");
    assertEquals(ExitCodes.INVALID.code(), deploy().exitCode());
  }
}
