package dev.slipway.cli;

import static java.util.stream.Collectors.joining;

import dev.slipway.deploy.Approval;
import dev.slipway.deploy.DeploymentRecord;
import dev.slipway.deploy.RecordEntry;
import dev.slipway.git.GitFolder;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.review.Change;
import dev.slipway.value.DnsLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Changes that were merged after the last deployment and before the base of a review: neither the
 * record nor the review has them. A forge drops a deployment that waits when a later one comes.
 */
final class UndeployedChanges {
  private final StacksOption stacks;
  private final Approval approval;
  private final FleetPlan base;

  /** Changes by the trees that they follow: stacks that were deployed together have one. */
  private final Map<String, Change> merged = new HashMap<>();

  /**
   * Creates the comparison.
   *
   * @param base the plan of the base of the review
   */
  UndeployedChanges(StacksOption stacks, Approval approval, FleetPlan base) {
    this.stacks = stacks;
    this.approval = approval;
    this.base = base;
  }

  /**
   * Returns the stacks that a change between their last deployment and the base of the review
   * affects.
   *
   * @param selected the stacks that are updated now
   */
  Optional<String> problem(DeploymentRecord record, Predicate<ClusterPlan> selected) {
    String lines =
        record.lastSuccesses().stream()
            .filter(entry -> isSelected(entry, selected))
            .filter(entry -> !entry.tree().equals(approval.tree()))
            .flatMap(this::affected)
            .collect(joining("\n"));
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
  }

  private boolean isSelected(RecordEntry entry, Predicate<ClusterPlan> selected) {
    return base.cluster(DnsLabel.parse(entry.stack())).filter(selected).isPresent();
  }

  private Stream<String> affected(RecordEntry entry) {
    return merged.computeIfAbsent(entry.tree(), this::since).affected().stream()
        .filter(one -> one.name().text().equals(entry.stack()))
        .map(one -> line(entry, one.summary()));
  }

  private Change since(String tree) {
    GitFolder git = new GitFolder(stacks.folder());
    List<String> paths = git.changedBetween(tree, approval.base());
    FleetPlan deployed =
        paths.isEmpty()
            ? base
            : new CommittedPlans(stacks).validPlan(tree).orElse(new FleetPlan(List.of()));
    return new Change(tree, deployed, base, paths, RevisionChange.folder(git));
  }

  private String line(RecordEntry entry, String reason) {
    return "%s: it was last deployed from tree %s (commit %s), and a change that was merged until the review's base %s was not deployed (%s); preview and review again with --base %s"
        .formatted(
            entry.stack(), entry.tree(), entry.commit(), approval.base(), reason, entry.commit());
  }
}
