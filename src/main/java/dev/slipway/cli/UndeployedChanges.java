package dev.slipway.cli;

import static java.util.stream.Collectors.joining;

import dev.slipway.deploy.Approval;
import dev.slipway.deploy.DeploymentRecord;
import dev.slipway.deploy.RecordEntry;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.review.Change;
import dev.slipway.value.DnsLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Changes that were merged after the last deployment and before the base of a review: neither the
 * record nor the review has them. A forge drops a deployment that waits when a later one comes.
 */
final class UndeployedChanges {
  private final StacksOption stacks;
  private final Approval approval;
  private final FleetPlan base;

  /** Plans by their trees: stacks that were deployed together have one. */
  private final Map<String, FleetPlan> deployed = new HashMap<>();

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
   * Returns the stacks whose plan at the base of the review is not the one that was last deployed.
   *
   * @param selected the stacks that are updated now
   */
  Optional<String> problem(DeploymentRecord record, Predicate<ClusterPlan> selected) {
    String lines =
        record.lastSuccesses().stream()
            .filter(entry -> isSelected(entry, selected))
            .filter(entry -> !entry.tree().equals(approval.tree()))
            .filter(this::differs)
            .map(this::line)
            .collect(joining("\n"));
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
  }

  private boolean isSelected(RecordEntry entry, Predicate<ClusterPlan> selected) {
    return base.cluster(DnsLabel.parse(entry.stack())).filter(selected).isPresent();
  }

  private boolean differs(RecordEntry entry) {
    FleetPlan plan =
        deployed.computeIfAbsent(entry.tree(), tree -> RevisionChange.plan(tree, stacks));
    return new Change(entry.tree(), plan, base, List.of(), "")
        .affected().stream().anyMatch(one -> one.name().text().equals(entry.stack()));
  }

  private String line(RecordEntry entry) {
    return "%s: it was last deployed from tree %s (commit %s), and its plan at the review's base %s is another one, so a merged change was not deployed; preview and review again with --base %s"
        .formatted(entry.stack(), entry.tree(), entry.commit(), approval.base(), entry.commit());
  }
}
