package dev.slipway.report;

import static dev.slipway.report.Table.row;
import static dev.slipway.report.Table.table;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Change;
import dev.slipway.plan.security.reachability.FleetSegmentation;
import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.plan.security.reachability.Machine;
import java.util.ArrayList;
import java.util.List;

/** What a change opens and closes at one stack, as Markdown. */
public final class ChangeReport {
  private ChangeReport() {}

  /** The report of {@code plan}, which belongs to {@code after}. */
  public static String of(FleetPlan before, FleetPlan after, ClusterPlan plan) {
    Change change =
        Change.between(FleetSegmentation.of(before), FleetSegmentation.of(after))
            .of(FleetSegmentation.machines(plan).map(Machine::name).toList());
    List<String> lines = new ArrayList<>();
    lines.add("# What the change opens and closes at " + plan.name());
    flows(lines, "Opens", change.opens());
    flows(lines, "Closes", change.closes());
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
