package dev.slipway.plan.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections of servers to addresses outside the fleet: production has no rule for any address.
 */
class NamedEgressTest {
  /** Prefixes of this length contain the servers of one operator, not a part of the Internet. */
  private static final int SHORTEST = 16;

  @TempDir private Path folder;

  @Test
  void productionConnectsToNoUnnamedAddress() {
    for (FleetPlan fleet :
        List.of(FleetFixture.fleet(), FleetFixture.allKeys(), FleetFixture.networkKinds())) {
      List<ClusterPlan> production =
          fleet.clusters().stream()
              .filter(cluster -> cluster.environment() == Environment.PRODUCTION)
              .toList();
      assertFalse(production.isEmpty());
      for (ClusterPlan cluster : production) {
        assertEquals(Set.of(), wide(cluster), cluster.name().text());
      }
    }
  }

  @Test
  void stagingWithoutTheKeysConnectsToAnyAddress() {
    assertEquals(
        Set.of(
            "tcp 443 to 0.0.0.0/0",
            "tcp 53 to 0.0.0.0/0",
            "udp 53 to 0.0.0.0/0",
            "udp 123 to 0.0.0.0/0"),
        wide(FleetFixture.cluster("staging-osl2")));
  }

  @Test
  void eachRoleOfProductionConnectsToTheKeysAddresses() {
    ClusterPlan cluster = FleetFixture.cluster("production-osl2");
    Set<String> named =
        Set.of(
            "tcp 443 to 198.51.100.16/28",
            "tcp 53 to 198.51.100.18/31",
            "udp 53 to 198.51.100.18/31",
            "udp 123 to 198.51.100.18/31");
    assertEquals(3, cluster.securityGroups().size());
    cluster
        .securityGroups()
        .forEach(
            group ->
                assertTrue(
                    texts(group.rules().stream()).containsAll(named),
                    () -> group.name() + ": " + texts(group.rules().stream())));
  }

  /** One name of several has an address that is not known, so NTP has no prefix. */
  @Test
  void aTimeServerWithANameHasAnyAddress() {
    ClusterPlan cluster =
        StackFiles.shipped(folder)
            .with(
                "staging-osl2",
                "  routerExternalIp",
                """
                  ntpServers: [198.51.100.18, ntp.example.net]
                  dnsServers: [198.51.100.18]
                  httpsPrefixes: [198.51.100.16/28]
                  routerExternalIp\
                """)
            .cluster("staging-osl2");
    assertEquals(Set.of("udp 123 to 0.0.0.0/0"), wide(cluster));
  }

  private static Set<String> wide(ClusterPlan cluster) {
    return texts(
        cluster.securityGroups().stream()
            .flatMap(group -> group.rules().stream())
            .filter(NamedEgressTest::isWide));
  }

  private static boolean isWide(SecurityRule rule) {
    return rule.remote() instanceof Remote.Prefix remote && remote.prefix().length() < SHORTEST;
  }

  private static Set<String> texts(Stream<SecurityRule> rules) {
    return rules
        .filter(rule -> rule.direction() == Direction.EGRESS)
        .map(rule -> rule.traffic().protocolAndPorts() + " to " + rule.remote())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
