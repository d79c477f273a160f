package dev.slipway.plan.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.testing.StackFiles;
import dev.slipway.value.IpPrefix;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A URL with a port in a stack file: without a rule for it, nothing reaches the URL. */
class HttpsPortsTest {
  private static final String ISSUER = "https://login.example.net";
  private static final String GIT = "https://git.example.net";

  @TempDir private Path folder;

  @Test
  void controlPlaneReachesTheIssuer() {
    StackFiles files = StackFiles.shipped(folder).with("staging-osl2", ISSUER, ISSUER + ":8443");
    ClusterPlan plan = files.cluster("staging-osl2");
    assertEquals(Set.of(443, 8443), internetPorts(plan, ServerRole.CONTROL_PLANE));
    assertEquals(Set.of(443), internetPorts(plan, ServerRole.WORKER));
  }

  @Test
  void everyNodeReachesAMirror() {
    String mirror = "registryMirrors: { docker.io: https://mirror.example.net:5000 }\naccess:";
    ClusterPlan plan =
        StackFiles.shipped(folder).with("staging-osl2", "access:", mirror).cluster("staging-osl2");
    assertEquals(Set.of(443, 5000), internetPorts(plan, ServerRole.CONTROL_PLANE));
    assertEquals(Set.of(443, 5000), internetPorts(plan, ServerRole.WORKER));
    assertEquals(Set.of(443), internetPorts(plan, ServerRole.LOAD_BALANCER));
  }

  @Test
  void everyNodeReachesTheKms() {
    String kms = "diskEncryption: { kind: kms, endpoint: https://kms.example.net:4050 }\naccess:";
    ClusterPlan plan =
        StackFiles.shipped(folder).with("staging-osl2", "access:", kms).cluster("staging-osl2");
    assertEquals(Set.of(443, 4050), internetPorts(plan, ServerRole.CONTROL_PLANE));
    assertEquals(Set.of(443, 4050), internetPorts(plan, ServerRole.WORKER));
    assertEquals(Set.of(443), internetPorts(plan, ServerRole.LOAD_BALANCER));
  }

  /** A KMS in production must be in the listed prefixes, because no rule has another address. */
  @Test
  void productionReachesTheKmsInItsPrefixes() {
    String kms = "diskEncryption: { kind: kms, endpoint: https://kms.example.net:4050 }\naccess:";
    ClusterPlan plan =
        StackFiles.shipped(folder).with("production", "access:", kms).cluster("production");
    assertEquals(
        List.of("198.51.100.16/28"),
        plan.rules(ServerRole.WORKER).stream()
            .filter(rule -> rule.direction() == SecurityRule.Direction.EGRESS)
            .filter(rule -> rule.traffic().first() == 4050)
            .flatMap(rule -> RemoteAddresses.of(plan, rule.remote()))
            .map(IpPrefix::toString)
            .toList());
  }

  @Test
  void argoCdReachesTheRepository() {
    ClusterPlan plan =
        StackFiles.shipped(folder).with("staging", GIT, GIT + ":3000").cluster("staging");
    assertEquals(Set.of(443, 3000), internetPorts(plan, ServerRole.WORKER));
    assertEquals(Set.of(443), internetPorts(plan, ServerRole.CONTROL_PLANE));
  }

  private static Set<Integer> internetPorts(ClusterPlan plan, ServerRole role) {
    return plan.rules(role).stream()
        .filter(rule -> rule.direction() == SecurityRule.Direction.EGRESS)
        .filter(rule -> rule.traffic().label().equals("HTTPS"))
        .filter(
            rule ->
                RemoteAddresses.of(plan, rule.remote())
                    .anyMatch(prefix -> prefix.toString().equals("0.0.0.0/0")))
        .map(rule -> rule.traffic().first())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
