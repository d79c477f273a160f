package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Checks of the plan as a whole. */
final class PlanChecks {
  static final Check ENVIRONMENTS_ISOLATED =
      new Check(
          "environments-isolated",
          EvidenceSource.PLAN,
          "the planned rules allow no path from a server of the environment to a server of another"
              + " one, or back, neither directly nor through other servers of the fleet",
          "exact analysis of all rules of all clusters, for every protocol and port, IPv4 and IPv6:"
              + " no sampling; it ends at hosts outside of the fleet, such as jump hosts",
          List.of(RawData.REACHABILITY, RawData.GROUPS, RawData.OUTSIDE_SERVICES),
          input -> Outcome.of(input.reachability().paths(), input.reachability().scope()));

  static final Check BOTH_SIDES_CLOSED =
      new Check(
          "both-sides-closed",
          EvidenceSource.PLAN,
          "the planned rules of each environment alone keep other environments out, so that one"
              + " mistake does not connect them",
          "no rule covers an address of another environment; outbound rules to the whole Internet"
              + " are the exception, because the inbound rules of the other side apply",
          List.of(RawData.REACHABILITY, RawData.GROUPS),
          input ->
              Outcome.of(
                  input.reachability().crossEnvironmentRules(), input.reachability().scope()));

  static final Check SEPARATE_PROJECTS =
      new Check(
          "separate-projects",
          EvidenceSource.PLAN,
          "each cluster has its own cloud project, and shares no network range, external address"
              + " or login audience with clusters of other environments",
          "projects, network ranges, external addresses and OIDC audiences of all stack files are"
              + " compared",
          List.of(RawData.STACK_FILES, RawData.CLUSTERS),
          PlanChecks::separateProjects);

  private PlanChecks() {}

  private static Outcome separateProjects(EvidenceInput input) {
    List<String> failures = new ArrayList<>();
    for (ClusterPlan cluster : input.clusters()) {
      input.fleet().clusters().stream()
          .filter(other -> !other.name().equals(cluster.name()))
          .filter(
              other ->
                  other.cloud().equals(cluster.cloud())
                      || other.project().id().equals(cluster.project().id()))
          .forEach(other -> failures.add(both(cluster, other) + " are in the same project"));
      input.otherClusters().forEach(other -> compare(cluster, other, failures));
    }
    return Outcome.of(
        failures,
        "%d clusters compared with %d of other environments"
            .formatted(input.clusters().size(), input.otherClusters().size()));
  }

  private static void compare(ClusterPlan cluster, ClusterPlan other, List<String> failures) {
    if (cluster.network().cidr().overlaps(other.network().cidr())) {
      failures.add(both(cluster, other) + " have overlapping networks");
    }
    if (cluster.endpoint().externalAddress().equals(other.endpoint().externalAddress())
        || !Collections.disjoint(
            cluster.sourceAddresses(ServerRole.WORKER), other.sourceAddresses(ServerRole.WORKER))) {
      failures.add(both(cluster, other) + " have the same external address");
    }
    if (cluster.identity().audience().equals(other.identity().audience())) {
      failures.add(both(cluster, other) + " accept the same logins");
    }
  }

  private static String both(ClusterPlan one, ClusterPlan other) {
    return one.name() + " and " + other.name();
  }
}
