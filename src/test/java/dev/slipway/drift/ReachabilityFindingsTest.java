package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the proof concludes from live rules. */
class ReachabilityFindingsTest {
  private static final String STACK = "staging-osl2";
  private static final String LOAD_BALANCER = STACK + "-load-balancer";

  private final LiveFixture live =
      new LiveFixture(FleetFixture.fleet(), FleetFixture.cluster(STACK));

  @Test
  void whatIsAsPlannedHasNoWay() {
    for (String stack : List.of("staging", STACK, "production-sto2")) {
      LiveFixture fixture = new LiveFixture(FleetFixture.fleet(), FleetFixture.cluster(stack));
      assertEquals(List.of(), fixture.drift());
    }
  }

  /** Production's servers may ask any web server; a rule of staging's makes one of its own so. */
  @Test
  void aRuleThatMeetsWhatProductionLetsOutIsAWay() {
    live.rules(LOAD_BALANCER).add(ingress("tcp", 443, 443, "0.0.0.0/0"));
    List<Finding> ways = of(DriftKind.OPEN_WAY);
    assertTrue(
        ways.stream()
            .anyMatch(
                one ->
                    one.where().startsWith("production")
                        && one.where().contains(" to " + LOAD_BALANCER)),
        ways.toString());
    assertTrue(ways.get(0).actual().contains("by tcp 443"), ways.get(0).actual());
    ways.forEach(
        one ->
            assertEquals(
                "openstack --os-cloud " + STACK + " security group rule delete rule", one.fix()));
  }

  @Test
  void aRuleThatOnlyTheOtherSideKeepsShutIsHalfAWay() {
    live.rules(LOAD_BALANCER).add(ingress("tcp", 22, 22, "198.51.100.64/27"));
    assertEquals(List.of(), of(DriftKind.OPEN_WAY));
    List<Finding> halves = of(DriftKind.HALF_OPEN_WAY);
    assertEquals(1, halves.size(), halves.toString());
    assertEquals("rule", halves.get(0).id());
  }

  @Test
  void whatOnlyNeutronsOwnClusterCanReachIsNone() {
    live.rules(STACK + "-worker").add(ingress("tcp", 443, 443, "0.0.0.0/0"));
    assertEquals(List.of(), of(DriftKind.OPEN_WAY));
  }

  @Test
  void aPortThatNothingFiltersIsOpenByItself() {
    Map<String, Object> server = LiveFixture.named(live.ports, LOAD_BALANCER + "-1");
    server.put("port_security_enabled", false);
    List<Finding> ways = of(DriftKind.OPEN_WAY);
    assertTrue(ways.size() > 0, "no way");
    assertTrue(ways.get(0).fix().contains("port set --enable-port-security"), ways.toString());
  }

  @Test
  void anAddressGroupCountsAsWhatIsInIt() {
    live.addressGroups.add(
        Map.of("id", "ag", "name", "offices", "addresses", List.of("198.51.100.67/32")));
    Map<String, Object> rule = ingress("tcp", 443, 443, null);
    rule.put("remote_address_group_id", "ag");
    live.rules(LOAD_BALANCER).add(rule);
    List<String> from =
        of(DriftKind.OPEN_WAY).stream().map(one -> one.where().replaceFirst(" .*", "")).toList();
    assertEquals(1, from.size(), from.toString());
    assertTrue(from.get(0).startsWith("production-osl2-"), from.get(0));
  }

  private List<Finding> of(DriftKind difference) {
    return live.drift().stream().filter(one -> one.kind() == difference).toList();
  }

  private static Map<String, Object> ingress(
      String protocol, int first, int last, @Nullable String prefix) {
    Map<String, Object> rule = LiveFixture.rule("IPv4", protocol, first, last);
    rule.put("remote_ip_prefix", prefix);
    return rule;
  }
}
