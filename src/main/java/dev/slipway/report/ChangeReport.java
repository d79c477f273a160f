package dev.slipway.report;

import static dev.slipway.report.Table.row;
import static dev.slipway.report.Table.table;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.ReachabilityDiff;
import java.util.ArrayList;
import java.util.List;

/** What a change opens and closes at one stack, as Markdown. */
public final class ChangeReport {
  private ChangeReport() {}

  /** The report of {@code plan}, which belongs to {@code after}. */
  public static String of(FleetPlan before, FleetPlan after, ClusterPlan plan) {
    ReachabilityDiff change =
        ReachabilityDiff.between(PlannedNetworkModel.of(before), PlannedNetworkModel.of(after))
            .involving(PlannedNetworkModel.hosts(plan).map(Host::name).toList());
    List<String> lines = new ArrayList<>();
    lines.add("# What the change opens and closes at " + plan.name());
    flows(lines, "Opens", change.opened());
    flows(lines, "Closes", change.closed());
    return String.join("\n", lines) + "\n";
  }

  private static void flows(List<String> lines, String title, List<Flow> flows) {
    if (flows.isEmpty()) {
      lines.addAll(List.of("", "## " + title, "", "Nothing."));
      return;
    }
    table(lines, title, "from", "to", "traffic");
    flows.forEach(flow -> row(lines, flow.from(), flow.to(), flow.traffic()));
  }
}
