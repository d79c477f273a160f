package dev.slipway.report;

import dev.slipway.document.Markdown;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.ReachabilityDiff;
import java.util.List;

/** Markdown report of the connections that a change opens and closes at one stack. */
public final class ChangeReport {
  private ChangeReport() {}

  /** Returns the report for {@code plan}, which belongs to {@code after}. */
  public static String of(FleetPlan before, FleetPlan after, ClusterPlan plan) {
    ReachabilityDiff diff =
        ReachabilityDiff.between(PlannedNetworkModel.of(before), PlannedNetworkModel.of(after))
            .involving(PlannedNetworkModel.hosts(plan).map(Host::name).toList());
    Markdown text = new Markdown().heading(1, "Changed connections of " + plan.name());
    add(text, "Opened", diff.opened());
    add(text, "Closed", diff.closed());
    return text.toString();
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
