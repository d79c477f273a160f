package dev.slipway.evidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Traffic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One additional rule in one security group of the shipped fleet. */
class RuleChecksTest {
  private static final ClusterPlan STAGING = FleetFixture.cluster("staging");
  private static final List<ClusterPlan> ENVIRONMENT =
      FleetFixture.fleet().clusters().stream()
          .filter(cluster -> cluster.environment() == STAGING.environment())
          .toList();
  private static final IpPrefix UNKNOWN = IpPrefix.parse("192.0.2.0/24");
  private static final IpPrefix JUMP_HOST = STAGING.adminPrefixes().get(0);

  @Test
  void acceptsPlannedRules() {
    List<ClusterPlan> clusters = ENVIRONMENT;
    assertEquals(List.of(), RuleChecks.closedToTheInternet(clusters).details());
    assertEquals(List.of(), RuleChecks.namedEgress(clusters).details());
    assertEquals(List.of(), RuleChecks.administration(clusters).details());
    assertEquals(List.of(), RuleChecks.singleIngressPoint(clusters).details());
  }

  @Test
  void countsTheAddressesOfJumpHosts() {
    assertEquals(
        "IPv4 addresses outside: staging 16, staging-osl2 16, staging-sto2 16",
        RuleChecks.closedToTheInternet(ENVIRONMENT).explanation());
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0/0", "64.0.0.0/2", "192.0.2.0/23", "2001:db8::/48"})
  void detectsLargePrefix(String prefix) {
    List<String> failures =
        RuleChecks.closedToTheInternet(
                with(ServerRole.WORKER, Direction.INGRESS, Traffic.HTTPS, IpPrefix.parse(prefix)))
            .details();
    assertTrue(
        failures.get(0).endsWith("of staging-worker admits too large a prefix"),
        failures.toString());
  }

  @Test
  void detectsTooManyAddresses() {
    List<ClusterPlan> clusters = ENVIRONMENT;
    for (int i = 0; i < 4; i++) {
      clusters =
          with(
              clusters.stream().filter(RuleChecksTest::isStaging).findFirst().orElseThrow(),
              ServerRole.LOAD_BALANCER,
              Direction.INGRESS,
              Traffic.KUBERNETES_API,
              IpPrefix.parse("203.0.%d.0/24".formatted(i)));
    }
    assertEquals(
        List.of("staging admits 1040 IPv4 addresses"),
        RuleChecks.closedToTheInternet(clusters).details());
  }

  @Test
  void detectsOtherEgressToWholeInternet() {
    assertEquals(
        List.of(
            "rule egress-ipv4-tcp-6443-0.0.0.0_0 of staging-worker allows other connections to the"
                + " whole Internet"),
        RuleChecks.namedEgress(
                with(
                    ServerRole.WORKER, Direction.EGRESS, Traffic.KUBERNETES_API, IpPrefix.ALL_IPV4))
            .details());
  }

  @Test
  void detectsAdministrationFromUnknownAddress() {
    assertEquals(
        List.of("rule ingress-ipv4-tcp-6443-192.0.2.0_24 of staging-load-balancer is not expected"),
        RuleChecks.administration(
                with(ServerRole.LOAD_BALANCER, Direction.INGRESS, Traffic.KUBERNETES_API, UNKNOWN))
            .details());
  }

  @Test
  void detectsOtherPortForJumpHost() {
    assertEquals(
        List.of(
            "rule ingress-ipv4-tcp-443-198.51.100.0_28 of staging-load-balancer is not expected"),
        RuleChecks.administration(
                with(ServerRole.LOAD_BALANCER, Direction.INGRESS, Traffic.HTTPS, JUMP_HOST))
            .details());
  }

  @Test
  void detectsIngressPastLoadBalancer() {
    assertEquals(
        List.of(
            "rule ingress-ipv4-tcp-6443-198.51.100.0_28 of staging-control-plane bypasses the"
                + " ingress point"),
        RuleChecks.singleIngressPoint(
                with(
                    ServerRole.CONTROL_PLANE, Direction.INGRESS, Traffic.KUBERNETES_API, JUMP_HOST))
            .details());
  }

  private static List<ClusterPlan> with(
      ServerRole role, Direction direction, Traffic traffic, IpPrefix remote) {
    return with(STAGING, role, direction, traffic, remote);
  }

  private static List<ClusterPlan> with(
      ClusterPlan cluster, ServerRole role, Direction direction, Traffic traffic, IpPrefix remote) {
    SecurityRule rule =
        new SecurityRule(
            direction,
            remote.version(),
            traffic,
            new Remote.Prefix(remote),
            List.of(),
            List.of("added"));
    List<SecurityGroupPlan> groups =
        cluster.securityGroups().stream()
            .map(group -> group.role() == role ? with(group, rule) : group)
            .toList();
    return ENVIRONMENT.stream()
        .map(one -> isStaging(one) ? RecordCopy.with(cluster, "securityGroups", groups) : one)
        .toList();
  }

  private static boolean isStaging(ClusterPlan cluster) {
    return cluster.name().equals(STAGING.name());
  }

  private static SecurityGroupPlan with(SecurityGroupPlan group, SecurityRule added) {
    List<SecurityRule> rules = new ArrayList<>(group.rules());
    rules.add(added);
    return group.with(rules);
  }
}
