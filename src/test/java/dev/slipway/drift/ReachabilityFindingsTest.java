package dev.slipway.drift;

import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cross-environment paths and rules in live data. */
class ReachabilityFindingsTest {
  private static final String STACK = "production-osl2";
  private static final String LOAD_BALANCER = STACK + "-load-balancer";

  private final LiveProjectFixture live =
      new LiveProjectFixture(FleetFixture.fleet(), FleetFixture.cluster(STACK));

  @Test
  void findsNothingInAProjectThatMatchesItsPlan() {
    for (String stack : List.of("staging", STACK, "staging-sto2")) {
      LiveProjectFixture fixture =
          new LiveProjectFixture(FleetFixture.fleet(), FleetFixture.cluster(stack));
      assertEquals(List.of(), fixture.drift());
    }
  }

  /** Staging's servers may use HTTPS to any address; the added rule accepts it in production. */
  @Test
  void detectsPathFromStagingThroughAnAddedRule() {
    live.rules(LOAD_BALANCER).add(ingress("tcp", 443, 443, "0.0.0.0/0"));
    List<Finding> paths = of(DriftKind.CROSS_ENVIRONMENT_PATH);
    assertTrue(
        paths.stream()
            .anyMatch(
                one ->
                    one.where().startsWith("staging")
                        && one.where().contains(" to " + LOAD_BALANCER)),
        paths.toString());
    assertTrue(paths.get(0).actual().contains("by tcp 443"), paths.get(0).actual());
    assertTrue(
        paths.get(0).actual().endsWith("enters by rule of " + LOAD_BALANCER + " (no description)"),
        paths.get(0).actual());
    nonEmpty(paths)
        .forEach(
            one ->
                assertEquals(
                    "openstack --os-cloud " + STACK + " security group rule delete rule",
                    one.fix()));
  }

  @Test
  void detectsRuleThatCoversAnotherEnvironment() {
    live.rules(LOAD_BALANCER).add(ingress("tcp", 22, 22, "198.51.100.32/27"));
    assertEquals(List.of(), of(DriftKind.CROSS_ENVIRONMENT_PATH));
    List<Finding> rules = of(DriftKind.CROSS_ENVIRONMENT_RULE);
    assertEquals(1, rules.size(), rules.toString());
    assertEquals("rule", rules.get(0).id());
  }

  @Test
  void findsNoPathToAServerWithoutAFloatingIp() {
    live.rules(STACK + "-worker").add(ingress("tcp", 443, 443, "0.0.0.0/0"));
    assertEquals(List.of(), of(DriftKind.CROSS_ENVIRONMENT_PATH));
  }

  @Test
  void detectsPathThroughAnUnfilteredPort() {
    Map<String, Object> server = LiveProjectFixture.named(live.ports, LOAD_BALANCER + "-1");
    server.put("port_security_enabled", false);
    List<Finding> paths = of(DriftKind.CROSS_ENVIRONMENT_PATH);
    assertTrue(paths.size() > 0, "no path");
    assertTrue(paths.get(0).fix().contains("port set --enable-port-security"), paths.toString());
  }

  @Test
  void treatsAnAddressGroupAsItsPrefixes() {
    live.addressGroups.add(
        Map.of("id", "ag", "name", "offices", "addresses", List.of("198.51.100.35/32")));
    Map<String, Object> rule = ingress("tcp", 443, 443, null);
    rule.put("remote_address_group_id", "ag");
    live.rules(LOAD_BALANCER).add(rule);
    List<String> from =
        of(DriftKind.CROSS_ENVIRONMENT_PATH).stream()
            .map(one -> one.where().replaceFirst(" .*", ""))
            .toList();
    assertEquals(1, from.size(), from.toString());
    assertTrue(from.get(0).startsWith("staging-osl2-"), from.get(0));
  }

  private List<Finding> of(DriftKind kind) {
    return live.drift().stream().filter(one -> one.kind() == kind).toList();
  }

  private static Map<String, Object> ingress(
      String protocol, int first, int last, @Nullable String prefix) {
    Map<String, Object> rule = LiveProjectFixture.rule("IPv4", protocol, first, last);
    rule.put("remote_ip_prefix", prefix);
    return rule;
  }
}
