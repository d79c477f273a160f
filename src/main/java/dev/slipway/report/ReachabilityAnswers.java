package dev.slipway.report;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.ReachabilityReport;
import dev.slipway.plan.security.reachability.ReachabilityReport.Violation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a reviewer asks about one cluster, and what the proof says to it. */
record ReachabilityAnswers(
    String fromInternet, String fromNamed, String toInternet, String toNamed, String crossings) {
  private static final String NOTHING = "nothing";

  static ReachabilityAnswers of(FleetPlan fleet, ClusterPlan cluster) {
    Reachability reachability = new Reachability(PlannedNetworkModel.of(fleet));
    List<Host> machines = PlannedNetworkModel.hosts(cluster).toList();
    List<Flow> in = flows(machines, reachability::fromOutside);
    List<Flow> out = flows(machines, reachability::toOutside);
    return new ReachabilityAnswers(
        text(in, flow -> isInternet(flow.from())),
        text(in, flow -> !isInternet(flow.from())),
        text(out, flow -> isInternet(flow.to())),
        text(out, flow -> !isInternet(flow.to())),
        crossings(reachability, machines));
  }

  private static List<Flow> flows(List<Host> machines, Function<Host, List<Flow>> flows) {
    return machines.stream().flatMap(machine -> flows.apply(machine).stream()).toList();
  }

  private static boolean isInternet(String prefix) {
    return prefix.endsWith("/0");
  }

  private static String text(List<Flow> flows, Predicate<Flow> wanted) {
    String text =
        flows.stream().filter(wanted).map(Flow::toString).collect(Collectors.joining("<br>"));
    return text.isEmpty() ? NOTHING : text;
  }

  private static String crossings(Reachability reachability, List<Host> hosts) {
    String text =
        ReachabilityReport.of(reachability).pathsTo(hosts).stream()
            .map(Violation::description)
            .collect(Collectors.joining("<br>"));
    return text.isEmpty() ? NOTHING : text.replace("\n", "<br>");
  }
}
