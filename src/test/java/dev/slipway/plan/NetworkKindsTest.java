package dev.slipway.plan;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.Json;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ListenerPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules on a shared network, and with each provider of Octavia. */
class NetworkKindsTest {
  private final FleetPlan fleet = FleetFixture.networkKinds();
  private final ClusterPlan ops = cluster("staging");
  private final ClusterPlan shared = cluster("staging-hel1");
  private final ClusterPlan ovn = cluster("staging-cph1");
  private final ClusterPlan amphora = cluster("staging-oul1");

  @Test
  void sharedNetworkUsesServerAddresses() {
    assertTrue(
        rules(shared).contains("load-balancer: ingress-ipv4-tcp-6443-203.0.113.96_31"),
        rules(shared).toString());
    assertTrue(rules(ops).contains("worker: egress-ipv4-tcp-6443-203.0.113.128_25"));
    assertEquals("https://203.0.113.138:6443", shared.endpoint().externalUrl());
  }

  /** On a shared network each port has a public IPv6 address: only the group protects it. */
  @Test
  void ipv6IngressIsOnlyFromOwnGroups() {
    Set<String> ingress =
        rules(shared).stream()
            .filter(rule -> rule.contains(": ingress-ipv6-"))
            .collect(Collectors.toSet());
    assertFalse(ingress.isEmpty());
    ingress.forEach(rule -> assertTrue(rule.contains("-staging-hel1-"), rule));
  }

  @Test
  void nodesOfSharedNetworkAnnounceOnlyPlannedAddresses() {
    ServerPlan node = shared.controlPlane().get(0);
    String patches = Json.stream(MachineConfigPatches.patches(shared, node));
    for (String part :
        List.of(
            "\"nodeIP\":{\"validSubnets\":[\"203.0.113.128/26\"]}",
            "{\"advertisedSubnets\":[\"203.0.113.128/26\"]}",
            "\"certSANs\":[\"203.0.113.138\",\"api.staging-hel1.example.net\"]")) {
      assertTrue(patches.contains(part), patches);
    }
  }

  /**
   * OVN supports no allowed CIDRs and keeps the client's address: the group of the nodes decides.
   */
  @Test
  void controlPlaneGroupAllowsClientsOfOvn() {
    assertEquals(
        Set.of(
            "10.41.64.10_32",
            "10.41.64.16_28",
            "198.51.100.0_28",
            "203.0.113.96_31",
            "staging-cph1-control-plane",
            "staging-cph1-worker"),
        remotes(ovn, "control-plane: ingress-ipv4-tcp-6443-"));
    assertEquals(
        Set.of("10.41.64.16_28", "198.51.100.0_28", "50001-staging-cph1-control-plane"),
        remotes(ovn, "control-plane: ingress-ipv4-tcp-50000-"));
    assertTrue(remotes(ovn, "worker: egress-ipv4-tcp-6443-").contains("10.41.64.10_32"));
    nonEmpty(ovn.listeners()).forEach(one -> assertEquals(List.of(), one.allowed()));
  }

  /** An amphora replaces the client's address: its allowed CIDRs decide. */
  @Test
  void listenersAllowClientsOfAmphora() {
    assertEquals(
        Set.of("10.41.80.16_28", "staging-oul1-control-plane", "staging-oul1-worker"),
        remotes(amphora, "control-plane: ingress-ipv4-tcp-6443-"));
    assertEquals(
        Set.of("10.41.80.16_28", "50001-staging-oul1-control-plane"),
        remotes(amphora, "control-plane: ingress-ipv4-tcp-50000-"));
    assertEquals(
        List.of(
            "10.41.80.11/32",
            "10.41.80.12/30",
            "10.41.80.32/27",
            "10.41.80.64/26",
            "10.41.80.128/25",
            "198.51.100.0/28",
            "203.0.113.96/31"),
        allowed("kubernetes"));
    assertEquals(List.of("198.51.100.0/28"), allowed("talos"));
    assertTrue(remotes(amphora, "worker: egress-ipv4-tcp-6443-").contains("10.41.80.10_32"));
  }

  @Test
  void octaviaLoadBalancerHasNoSecurityGroup() {
    for (ClusterPlan cluster : List.of(ovn, amphora)) {
      assertEquals(
          List.of(cluster.name() + "-control-plane", cluster.name() + "-worker"),
          cluster.securityGroups().stream().map(group -> group.name()).toList());
    }
  }

  private List<String> allowed(String name) {
    return amphora.listeners().stream()
        .filter(listener -> listener.name().equals(name))
        .map(ListenerPlan::allowed)
        .flatMap(List::stream)
        .map(Object::toString)
        .toList();
  }

  private Set<String> remotes(ClusterPlan cluster, String rule) {
    return rules(cluster).stream()
        .filter(one -> one.startsWith(rule))
        .map(one -> one.substring(rule.length()))
        .collect(Collectors.toSet());
  }

  /** Returns the keys of the rules by role. */
  private Set<String> rules(ClusterPlan cluster) {
    return cluster.securityGroups().stream()
        .flatMap(
            group -> group.rules().stream().map(rule -> group.role().text() + ": " + rule.key()))
        .collect(Collectors.toSet());
  }

  private ClusterPlan cluster(String stack) {
    return fleet.clusterOrThrow(DnsLabel.parse(stack));
  }
}
