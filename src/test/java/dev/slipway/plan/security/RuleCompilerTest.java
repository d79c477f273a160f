package dev.slipway.plan.security;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RuleCompilerTest {
  private final FleetPlan fleet = FleetFixture.fleet();
  private final ClusterPlan ops = FleetFixture.cluster("staging");
  private final ClusterPlan osl2 = FleetFixture.cluster("staging-osl2");

  @Test
  void connectionBecomesRuleOnBothSidesForEachIpVersion() {
    Peer loadBalancer = new Peer.Group(osl2, ServerRole.LOAD_BALANCER);
    Peer controlPlane = new Peer.Group(osl2, ServerRole.CONTROL_PLANE);
    Connection connection =
        new Connection(loadBalancer, controlPlane, Traffic.KUBERNETES_API, "because");
    Set<String> rules = keys(RuleCompiler.compile(osl2, List.of(connection)));
    assertEquals(
        Set.of(
            "staging-osl2-control-plane: ingress-ipv4-tcp-6443-staging-osl2-load-balancer",
            "staging-osl2-load-balancer: egress-ipv4-tcp-6443-staging-osl2-control-plane"),
        rules);
  }

  /** IPv6 has its own ICMP, which pods do not use. */
  @Test
  void pingHasRulesOnlyForIpv4() {
    ClusterPlan shared = FleetFixture.networkKinds().clusterOrThrow(DnsLabel.parse("staging-hel1"));
    Peer worker = new Peer.Group(shared, ServerRole.WORKER);
    Peer controlPlane = new Peer.Group(shared, ServerRole.CONTROL_PLANE);
    Connection connection = new Connection(worker, controlPlane, Traffic.PING, "because");
    assertEquals(
        Set.of(
            "staging-hel1-control-plane: ingress-ipv4-icmp-8-staging-hel1-worker",
            "staging-hel1-worker: egress-ipv4-icmp-8-staging-hel1-control-plane"),
        keys(RuleCompiler.compile(shared, List.of(connection))));
  }

  @Test
  void rulesNameOtherClustersByExternalAddress() {
    Set<String> atOps = keys(ops.securityGroups());
    Set<String> atOsl2 = keys(osl2.securityGroups());
    assertTrue(atOps.contains("staging-worker: egress-ipv4-tcp-6443-198.51.100.32_27"));
    assertTrue(
        atOsl2.contains("staging-osl2-load-balancer: ingress-ipv4-tcp-6443-198.51.100.33_32"));
  }

  /** Its API servers read the public keys of the Ops Cluster's tokens; docs/adr/0030. */
  @Test
  void newDatacenterAddsOneRuleToOpsCluster() {
    FleetPlan before =
        new FleetPlan(fleet.clusters().stream().filter(one -> !one.equals(osl2)).toList());
    List<String> added = new ArrayList<>(inNeutron(ops.securityGroups()));
    added.removeAll(inNeutron(before.clusterOrThrow(ops.name()).securityGroups()));
    assertEquals(
        List.of(
            "staging-load-balancer: ingress-ipv4-tcp-6443-198.51.100.35_32: Kubernetes API: API"
                + " servers read the keys with which they verify Argo CD's tokens"),
        added);
  }

  @Test
  void ruleKeepsTheKindsAndKeysOfItsAddresses() {
    List<Peer.External> externals =
        rules(ops).stream()
            .filter(rule -> rule.key().equals("egress-ipv4-tcp-6443-198.51.100.32_27"))
            .findFirst()
            .orElseThrow()
            .externals();
    assertEquals(
        List.of(
            new Peer.External(
                Peer.Kind.MANAGED_CLUSTERS,
                IpPrefix.parse("198.51.100.32/27"),
                "gitops.clusterCidrs[0]"),
            new Peer.External(Peer.Kind.CLUSTER, IpPrefix.parse("198.51.100.34/32")),
            new Peer.External(Peer.Kind.CLUSTER, IpPrefix.parse("198.51.100.36/32"))),
        externals);
  }

  @Test
  void clusterOfAnotherEnvironmentIsAForeignCluster() {
    Peer worker = new Peer.Group(osl2, ServerRole.WORKER);
    Peer foreign =
        new Peer.Group(FleetFixture.cluster("production-osl2"), ServerRole.LOAD_BALANCER);
    Connection connection = new Connection(worker, foreign, Traffic.KUBERNETES_API, "because");
    List<Peer.Kind> kinds =
        RuleCompiler.compile(osl2, List.of(connection)).stream()
            .flatMap(group -> group.rules().stream())
            .flatMap(rule -> rule.externals().stream())
            .map(Peer.External::kind)
            .toList();
    assertEquals(List.of(Peer.Kind.FOREIGN_CLUSTER), kinds);
  }

  @Test
  void rulesAreSortedWithoutDuplicates() {
    for (ClusterPlan cluster : nonEmpty(fleet.clusters())) {
      for (SecurityGroupPlan group : nonEmpty(cluster.securityGroups())) {
        List<String> keys = nonEmpty(group.rules()).stream().map(SecurityRule::key).toList();
        assertEquals(keys.stream().sorted().distinct().toList(), keys);
      }
    }
  }

  @Test
  void sameTrafficForTwoReasonsIsOneRule() {
    Peer worker = new Peer.Group(osl2, ServerRole.WORKER);
    Peer internet = new Peer.External(Peer.Kind.INTERNET, IpPrefix.ALL_IPV4);
    List<SecurityGroupPlan> groups =
        RuleCompiler.compile(
            osl2,
            List.of(
                new Connection(worker, internet, Traffic.HTTPS, "images"),
                new Connection(worker, internet, Traffic.HTTPS, "keys")));
    List<SecurityRule> rules = groups.stream().flatMap(group -> group.rules().stream()).toList();
    assertEquals(1, rules.size());
    assertEquals("HTTPS: images; HTTPS: keys", rules.get(0).description());
  }

  @Test
  void keyIsIndependentOfReason() {
    Peer worker = new Peer.Group(osl2, ServerRole.WORKER);
    Peer internet = new Peer.External(Peer.Kind.INTERNET, IpPrefix.ALL_IPV6);
    Connection one = new Connection(worker, internet, Traffic.NTP, "one reason");
    Connection other = new Connection(worker, internet, Traffic.NTP, "another");
    assertEquals(
        keys(RuleCompiler.compile(osl2, List.of(one))),
        keys(RuleCompiler.compile(osl2, List.of(other))));
  }

  @Test
  void noIngressFromEveryAddress() {
    for (ClusterPlan cluster : nonEmpty(fleet.clusters())) {
      List<SecurityRule> ingress =
          rules(cluster).stream().filter(rule -> rule.direction() == Direction.INGRESS).toList();
      nonEmpty(ingress)
          .forEach(rule -> assertFalse(rule.remote().toString().endsWith("/0"), rule.key()));
    }
  }

  @Test
  void noConnectionJoinsTwoEnvironments() {
    Set<Environment> seen = EnumSet.noneOf(Environment.class);
    for (Connection one : AllowedConnections.of(fleet.clusters())) {
      if (one.from() instanceof Peer.Group from && one.to() instanceof Peer.Group to) {
        assertEquals(from.cluster().environment(), to.cluster().environment(), one.toString());
        seen.add(from.cluster().environment());
      }
    }
    assertEquals(Set.of(Environment.PRODUCTION, Environment.STAGING), seen);
  }

  @Test
  void everyDescriptionFitsIntoNeutron() {
    for (ClusterPlan cluster : nonEmpty(fleet.clusters())) {
      for (SecurityRule rule : nonEmpty(rules(cluster))) {
        assertFalse(rule.description().isBlank());
        assertEquals(String.join("; ", rule.reasons()), rule.description());
      }
    }
  }

  @Test
  void cutsDescriptionBetweenReasons() {
    List<String> reasons = List.of("a".repeat(100), "b".repeat(100), "c".repeat(100), "d");
    assertEquals(
        "a".repeat(100) + "; " + "b".repeat(100) + "; and 2 more", rule(reasons).description());
    assertEquals("x".repeat(255), rule(List.of("x".repeat(255))).description());
    assertEquals(
        "a".repeat(100) + "; " + "b".repeat(153),
        rule(List.of("a".repeat(100), "b".repeat(153))).description());
    assertEquals("x".repeat(254) + "…", rule(List.of("x".repeat(256))).description());
    assertEquals(
        "x".repeat(240) + "; and 1 more",
        rule(List.of("x".repeat(240), "y".repeat(20))).description());
    assertEquals(
        "x".repeat(250) + "; an…", rule(List.of("x".repeat(250), "y".repeat(20))).description());
  }

  private SecurityRule rule(List<String> reasons) {
    return new SecurityRule(
        Direction.INGRESS,
        4,
        Traffic.HTTPS,
        new Remote.Group(osl2.name(), ServerRole.WORKER),
        List.of(),
        reasons);
  }

  @Test
  void wideRuleReplacesCoveredRule() {
    Set<String> atOps = keys(ops.securityGroups());
    assertTrue(
        atOps.stream().noneMatch(rule -> rule.contains("198.51.100.34_32")), atOps.toString());
    SecurityRule toApis =
        rules(ops).stream()
            .filter(rule -> rule.key().equals("egress-ipv4-tcp-6443-198.51.100.32_27"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "Kubernetes API: Argo CD manages Management Clusters; Kubernetes API: present and future"
            + " Management Clusters",
        toApis.description());
  }

  @Test
  void orderOfConnectionsDoesNotMatter() {
    List<Connection> backwards = new ArrayList<>(fleet.connections(ops));
    Collections.reverse(backwards);
    assertEquals(ops.securityGroups(), RuleCompiler.compile(ops, backwards));
  }

  @Test
  void pingHasOneIpVersionAndOneType() {
    Peer worker = new Peer.Group(osl2, ServerRole.WORKER);
    Peer everyAddress = new Peer.External(Peer.Kind.INTERNET, IpPrefix.ALL_IPV6);
    Set<String> rules =
        keys(
            RuleCompiler.compile(
                osl2,
                List.of(
                    new Connection(worker, worker, Traffic.PING, "health"),
                    new Connection(worker, worker, Traffic.PING_IPV6, "health"),
                    new Connection(worker, everyAddress, Traffic.PING, "health"),
                    new Connection(worker, everyAddress, Traffic.PING_IPV6, "health"))));
    assertEquals(
        Set.of(
            "staging-osl2-worker: egress-ipv4-icmp-8-staging-osl2-worker",
            "staging-osl2-worker: ingress-ipv4-icmp-8-staging-osl2-worker",
            "staging-osl2-worker: egress-ipv6-ipv6-icmp-128-.._0"),
        rules);
  }

  @Test
  void countsUnmergedRules() {
    Peer worker = new Peer.Group(osl2, ServerRole.WORKER);
    Peer controlPlane = new Peer.Group(osl2, ServerRole.CONTROL_PLANE);
    Peer jumpHost = new Peer.External(Peer.Kind.JUMP_HOST, IpPrefix.parse("198.51.100.0/28"));
    Connection inside = new Connection(worker, controlPlane, Traffic.ETCD, "inside");
    Connection itself = new Connection(worker, worker, Traffic.ETCD, "itself");
    Connection outside = new Connection(jumpHost, worker, Traffic.ETCD, "outside");
    Connection other =
        new Connection(new Peer.Group(ops, ServerRole.WORKER), worker, Traffic.ETCD, "other");
    assertEquals(4, RuleCompiler.unmergedRuleCount(osl2, List.of(inside)));
    assertEquals(4, RuleCompiler.unmergedRuleCount(osl2, List.of(itself)));
    assertEquals(1, RuleCompiler.unmergedRuleCount(osl2, List.of(outside)));
    assertEquals(1, RuleCompiler.unmergedRuleCount(osl2, List.of(other)));
    assertEquals(10, RuleCompiler.unmergedRuleCount(osl2, List.of(inside, itself, outside, other)));
  }

  private List<SecurityRule> rules(ClusterPlan cluster) {
    return cluster.securityGroups().stream().flatMap(one -> one.rules().stream()).toList();
  }

  /** Returns all that Neutron stores of the rules. */
  private static List<String> inNeutron(List<SecurityGroupPlan> groups) {
    return groups.stream()
        .flatMap(
            group ->
                group.rules().stream()
                    .map(rule -> group.name() + ": " + rule.key() + ": " + rule.description()))
        .toList();
  }

  private static Set<String> keys(List<SecurityGroupPlan> groups) {
    return groups.stream()
        .flatMap(group -> group.rules().stream().map(rule -> group.name() + ": " + rule.key()))
        .collect(Collectors.toSet());
  }
}
