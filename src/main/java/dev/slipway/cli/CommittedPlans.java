package dev.slipway.cli;

import dev.slipway.git.GitException;
import dev.slipway.git.GitFolder;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The plans of stack files as they were in commits or trees. */
final class CommittedPlans {
  /** Commits that are tried for valid stack files. Each costs a plan of all stacks. */
  private static final int TRIED = 20;

  private final StacksOption stacks;
  private final GitFolder git;

  /** Creates the plans of the folder's repository. */
  CommittedPlans(StacksOption stacks) {
    this.stacks = stacks;
    this.git = new GitFolder(stacks.folder());
  }

  /**
   * A plan to compare a change with.
   *
   * @param commit the commit that has it
   * @param remark why it is not the plan of the commit before the change, if so
   */
  record Base(String commit, FleetPlan plan, Optional<String> remark) {}

  /**
   * Returns the plan of a commit. If its stack files are not valid, nothing deployed them, so this
   * is the plan of the newest commit before it whose files are. If there is none, no stack is in
   * the plan.
   */
  Base base(String commit) {
    try {
      return new Base(commit, plan(commit), Optional.empty());
    } catch (InvalidFleetException invalid) {
      return before(commit, invalid);
    }
  }

  private Base before(String commit, InvalidFleetException invalid) {
    String problem =
        "the stack files of %s are not valid (%s)"
            .formatted(commit, invalid.problems().get(0).toString());
    List<String> history = git.history(commit, TRIED);
    for (String older : history) {
      Optional<FleetPlan> plan = validPlan(older);
      if (plan.isPresent()) {
        String remark =
            problem + "; compared with %s, the newest commit before it whose files are valid";
        return new Base(older, plan.get(), Optional.of(remark.formatted(older)));
      }
    }
    String remark =
        problem
            + ", nor are those of the %d changes before it that were read; every stack is compared"
            + " with nothing, as if it were new";
    return new Base(
        commit, new FleetPlan(List.of()), Optional.of(remark.formatted(history.size())));
  }

  /** Returns the plan of a commit or a tree; empty if its stack files are not valid. */
  Optional<FleetPlan> validPlan(String commit) {
    try {
      return Optional.of(plan(commit));
    } catch (InvalidFleetException invalid) {
      return Optional.empty();
    }
  }

  /**
   * Returns the plan of a commit or a tree.
   *
   * @throws GitException if it cannot be read
   * @throws InvalidFleetException if its stack files are not valid
   */
  private FleetPlan plan(String commit) {
    try {
      Path copy = Files.createTempDirectory("slipway-stacks-");
      try {
        return git.export(commit, ".yaml", copy) ? stacks.plan(copy) : new FleetPlan(List.of());
      } catch (InvalidFleetException invalid) {
        throw new InvalidFleetException(
            invalid.problems().stream().map(one -> inFolder(one, copy)).toList());
      } finally {
        delete(copy);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Names the file of the folder instead of its copy. */
  private Problem inFolder(Problem problem, Path copy) {
    String folder = git.folder().toString();
    return new Problem(
        Path.of(problem.file().toString().replace(copy.toString(), folder)),
        problem.line(),
        problem.path(),
        problem.message().replace(copy.toString(), folder));
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
