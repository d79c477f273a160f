package dev.slipway.plan.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.FleetFixture;
import dev.slipway.plan.FleetPlan;
import dev.slipway.plan.cluster.NodeRole;
import dev.slipway.plan.security.SecurityRule.Direction;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecurityRulesTest {
  private final FleetPlan fleet = FleetFixture.fleet();
  private final ClusterPlan ops = FleetFixture.cluster("staging");
  private final ClusterPlan osl2 = FleetFixture.cluster("staging-osl2");

  @Test
  void oneSentenceOpensBothSidesForTheNetworksIpVersions() {
    Peer loadBalancer = new Peer.Group(osl2, NodeRole.LOAD_BALANCER);
    Peer controlPlane = new Peer.Group(osl2, NodeRole.CONTROL_PLANE);
    Connection sentence =
        new Connection(loadBalancer, controlPlane, Traffic.KUBERNETES_API, "because");
    Set<String> rules = identities(SecurityRules.compile(osl2, List.of(sentence)));
    assertEquals(
        Set.of(
            "staging-osl2-control-plane: ingress-ipv4-tcp-6443-staging-osl2-load-balancer",
            "staging-osl2-load-balancer: egress-ipv4-tcp-6443-staging-osl2-control-plane"),
        rules);
  }

  @Test
  void anotherClusterIsTheAddressThatItIsSeenAt() {
    Set<String> atOps = identities(fleet.securityGroups(ops));
    Set<String> atOsl2 = identities(fleet.securityGroups(osl2));
    assertTrue(atOps.contains("staging-worker: egress-ipv4-tcp-6443-198.51.100.32_27"));
    assertTrue(
        atOsl2.contains("staging-osl2-load-balancer: ingress-ipv4-tcp-6443-198.51.100.33_32"));
  }

  @Test
  void aNewDatacenterChangesNothingAtItsOpsCluster() {
    FleetPlan before =
        new FleetPlan(fleet.clusters().stream().filter(one -> !one.equals(osl2)).toList());
    assertEquals(before.securityGroups(ops), fleet.securityGroups(ops));
  }

  @Test
  void noRuleTwiceAndTheOrderIsCanonical() {
    for (ClusterPlan cluster : fleet.clusters()) {
      for (SecurityGroupPlan group : fleet.securityGroups(cluster)) {
        List<String> identities = group.rules().stream().map(SecurityRule::identity).toList();
        assertEquals(identities.stream().sorted().distinct().toList(), identities);
      }
    }
  }

  @Test
  void theSameMeaningForTwoReasonsIsOneRuleWithBoth() {
    Peer worker = new Peer.Group(osl2, NodeRole.WORKER);
    Peer internet = new Peer.Prefix(IpPrefix.ALL_IPV4);
    List<SecurityGroupPlan> groups =
        SecurityRules.compile(
            osl2,
            List.of(
                new Connection(worker, internet, Traffic.HTTPS, "images"),
                new Connection(worker, internet, Traffic.HTTPS, "keys")));
    List<SecurityRule> rules = groups.stream().flatMap(group -> group.rules().stream()).toList();
    assertEquals(1, rules.size());
    assertEquals("HTTPS: images; HTTPS: keys", rules.get(0).description());
  }

  @Test
  void aRewordedReasonIsTheSameRule() {
    Peer worker = new Peer.Group(osl2, NodeRole.WORKER);
    Peer internet = new Peer.Prefix(IpPrefix.ALL_IPV6);
    Connection one = new Connection(worker, internet, Traffic.NTP, "one reason");
    Connection other = new Connection(worker, internet, Traffic.NTP, "another");
    assertEquals(
        identities(SecurityRules.compile(osl2, List.of(one))),
        identities(SecurityRules.compile(osl2, List.of(other))));
  }

  @Test
  void nothingFromEverywhereMayComeIn() {
    for (ClusterPlan cluster : fleet.clusters()) {
      fleet.securityGroups(cluster).stream()
          .flatMap(group -> group.rules().stream())
          .filter(rule -> rule.direction() == Direction.INGRESS)
          .forEach(rule -> assertFalse(rule.remote().toString().endsWith("/0"), rule.identity()));
    }
  }

  @Test
  void noSentenceJoinsTwoEnvironments() {
    for (Connection one : AllowedConnections.of(fleet.clusters())) {
      if (one.from() instanceof Peer.Group from && one.to() instanceof Peer.Group to) {
        assertEquals(from.cluster().environment(), to.cluster().environment(), one.toString());
      }
    }
  }

  @Test
  void everySentenceHasAReasonThatNeutronTakesWhole() {
    for (ClusterPlan cluster : fleet.clusters()) {
      for (SecurityGroupPlan group : fleet.securityGroups(cluster)) {
        for (SecurityRule rule : group.rules()) {
          assertFalse(rule.description().isBlank());
          assertFalse(rule.description().endsWith("…"), rule.description());
        }
      }
    }
  }

  private static Set<String> identities(List<SecurityGroupPlan> groups) {
    return groups.stream()
        .flatMap(group -> group.rules().stream().map(rule -> group.name() + ": " + rule.identity()))
        .collect(Collectors.toSet());
  }
}
