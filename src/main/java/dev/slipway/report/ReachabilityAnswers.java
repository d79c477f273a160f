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

/** Reachability of one cluster from outside, and of the outside from it, as lines of text. */
record ReachabilityAnswers(
    List<String> fromInternet,
    List<String> fromKnownAddresses,
    List<String> toInternet,
    List<String> toKnownAddresses,
    List<String> fromOtherEnvironments) {

  static ReachabilityAnswers of(FleetPlan fleet, ClusterPlan cluster) {
    Reachability reachability = new Reachability(PlannedNetworkModel.of(fleet));
    List<Host> hosts = PlannedNetworkModel.hosts(cluster).toList();
    List<Flow> in = flows(hosts, reachability::fromOutside);
    List<Flow> out = flows(hosts, reachability::toOutside);
    return new ReachabilityAnswers(
        texts(in, flow -> isInternet(flow.from())),
        texts(in, flow -> !isInternet(flow.from())),
        texts(out, flow -> isInternet(flow.to())),
        texts(out, flow -> !isInternet(flow.to())),
        ReachabilityReport.of(reachability).pathsTo(hosts).stream()
            .map(Violation::description)
            .toList());
  }

  private static List<Flow> flows(List<Host> hosts, Function<Host, List<Flow>> flows) {
    return hosts.stream().flatMap(host -> flows.apply(host).stream()).toList();
  }

  private static boolean isInternet(String prefix) {
    return prefix.endsWith("/0");
  }

  private static List<String> texts(List<Flow> flows, Predicate<Flow> filter) {
    return flows.stream().filter(filter).map(Flow::toString).toList();
  }
}
