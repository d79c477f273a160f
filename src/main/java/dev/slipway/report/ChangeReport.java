package dev.slipway.report;

import dev.slipway.change.ClusterChanges;
import dev.slipway.document.Markdown;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.ReachabilityDiff;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Report of a change of the stack files for one stack: what happens to its servers, and which
 * connections it opens and closes.
 */
public final class ChangeReport {
  private final FleetPlan before;
  private final FleetPlan after;
  private final ClusterChanges servers;
  private final ReachabilityDiff connections;

  private ChangeReport(FleetPlan before, FleetPlan after, ClusterPlan plan) {
    this.before = before;
    this.after = after;
    this.servers = ClusterChanges.between(before.cluster(plan.name()), plan);
    this.connections =
        ReachabilityDiff.between(PlannedNetworkModel.of(before), PlannedNetworkModel.of(after))
            .involving(PlannedNetworkModel.hosts(plan).map(Host::name).toList());
  }

  /** Returns the report for {@code plan}, which belongs to {@code after}. */
  public static ChangeReport of(FleetPlan before, FleetPlan after, ClusterPlan plan) {
    return new ChangeReport(before, after, plan);
  }

  /** Returns what happens to the servers. */
  public ClusterChanges servers() {
    return servers;
  }

  /** Returns the report as Markdown. */
  public String markdown() {
    Markdown text = new Markdown().heading(1, "Changes of " + servers.after().name());
    ServerChangesReport.add(servers, text);
    List<String> others = otherStacks();
    if (!others.isEmpty()) {
      text.block(
          "The same change affects servers or rules of other stacks, update them too: "
              + String.join(", ", others));
    }
    add(text, "Opened connections", connections.opened());
    add(text, "Closed connections", connections.closed());
    return text.toString();
  }

  /** Returns the other stacks with a changed server or rule. */
  private List<String> otherStacks() {
    return after.clusters().stream()
        .filter(other -> !other.name().equals(servers.after().name()))
        .filter(other -> before.cluster(other.name()).filter(old -> differ(old, other)).isPresent())
        .map(other -> other.name().text())
        .toList();
  }

  private static boolean differ(ClusterPlan before, ClusterPlan after) {
    return !before.securityGroups().equals(after.securityGroups())
        || !ClusterChanges.between(Optional.of(before), after).isEmpty();
  }

  /** Returns the report as a document for programs. */
  public Map<String, Object> document() {
    return Map.of(
        "stack", servers.after().name().text(),
        "servers", ServerChangesDocument.servers(servers),
        "refused", servers.refusals().stream().map(Object::toString).toList(),
        "configuration", ServerChangesDocument.diffs(servers),
        "otherStacks", otherStacks(),
        "opened", rows(connections.opened()),
        "closed", rows(connections.closed()));
  }

  private static List<Map<String, String>> rows(List<Flow> flows) {
    return flows.stream()
        .map(
            flow ->
                Map.of("from", flow.from(), "to", flow.to(), "traffic", flow.traffic().toString()))
        .collect(Collectors.toList());
  }

  private static void add(Markdown text, String title, List<Flow> flows) {
    text.heading(2, title);
    if (flows.isEmpty()) {
      text.block("None.");
    } else {
      text.table(
          List.of("from", "to", "traffic"),
          flows.stream()
              .map(flow -> List.of(flow.from(), flow.to(), flow.traffic().toString()))
              .toList());
    }
  }
}
