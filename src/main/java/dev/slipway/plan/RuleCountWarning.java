package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Warns about large groups: the provider creates the rules of a group one after another. */
final class RuleCountWarning {
  /** The groups of a stack file with few prefixes have up to 31 rules; each prefix adds some. */
  private static final int MANY_RULES = 50;

  private static final int MOST_NAMES = 12;

  private RuleCountWarning() {}

  /** Returns one warning with all large groups, if there are any. */
  static Optional<Problem> warning(Fleet fleet, FleetPlan plan) {
    List<String> large =
        plan.clusters().stream()
            .flatMap(cluster -> cluster.securityGroups().stream())
            .filter(group -> group.rules().size() > MANY_RULES)
            .map(RuleCountWarning::text)
            .toList();
    if (large.isEmpty()) {
      return Optional.empty();
    }
    String more = large.size() > MOST_NAMES ? " and " + (large.size() - MOST_NAMES) + " more" : "";
    String names = large.stream().limit(MOST_NAMES).collect(Collectors.joining(", ", "", more));
    return Optional.of(
        new Problem(
            folder(fleet),
            0,
            "",
            "more than "
                + MANY_RULES
                + " rules in a security group, which the cloud makes one after another: "
                + names
                + "; join prefixes of access.adminPrefixes, network.httpsPrefixes,"
                + " network.dnsServers, network.ntpServers or gitops.clusterCidrs"));
  }

  private static String text(SecurityGroupPlan group) {
    return group.name() + " (" + group.rules().size() + ")";
  }

  private static Path folder(Fleet fleet) {
    return fleet.files().get(0).path().resolveSibling("");
  }
}
