package dev.slipway.review;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change of the files of a repository.
 *
 * @param base the commit before the change
 * @param before the plan of the stack files before the change
 * @param after the plan of the stack files with the change
 * @param paths the files that differ, from the root of the repository
 * @param folder path of the folder of the stack files from the root
 * @param remark why {@code before} is not the plan of the commit that the revision names, if so
 */
public record Change(
    String base,
    FleetPlan before,
    FleetPlan after,
    List<String> paths,
    String folder,
    Optional<String> remark) {
  /** Copies the list. */
  public Change {
    paths = List.copyOf(paths);
  }

  /** Creates the change since the commit that the revision names. */
  public Change(String base, FleetPlan before, FleetPlan after, List<String> paths, String folder) {
    this(base, before, after, paths, folder, Optional.empty());
  }

  /**
   * Returns the changed files other than stack files that an update uses: code, and settings of
   * stacks. A preview of them hands credentials to code that is not reviewed.
   */
  public List<String> code() {
    return paths.stream().filter(path -> effect(path).isCode()).toList();
  }

  private PathEffect effect(String path) {
    return PathEffect.of(path, folder);
  }

  /** Returns the affected stacks in the order of the stack files, removed ones at the end. */
  public List<AffectedStack> affected() {
    Stream<AffectedStack> changed =
        after.clusters().stream()
            .map(plan -> new AffectedStack(plan.name(), plan.environment(), false, reasons(plan)));
    Stream<AffectedStack> removed =
        before.clusters().stream()
            .filter(plan -> after.cluster(plan.name()).isEmpty())
            .map(
                plan ->
                    new AffectedStack(
                        plan.name(), plan.environment(), true, List.of("stack file removed")));
    return Stream.concat(changed, removed).filter(one -> !one.reasons().isEmpty()).toList();
  }

  private List<String> reasons(ClusterPlan plan) {
    List<String> reasons = new ArrayList<>(planned(plan));
    for (String path : paths) {
      if (effect(path).changes(plan.name().text())) {
        reasons.add(path);
      }
    }
    return reasons;
  }

  private List<String> planned(ClusterPlan plan) {
    return before
        .cluster(plan.name())
        .map(old -> PlannedInputs.of(after, plan).differences(PlannedInputs.of(before, old)))
        .orElseGet(() -> List.of("new stack"));
  }
}
