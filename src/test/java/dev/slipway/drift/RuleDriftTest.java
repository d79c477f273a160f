package dev.slipway.drift;

import static dev.slipway.drift.LiveProjectFixture.rule;
import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes rules and groups of a project that matches its plan, one at a time. */
class RuleDriftTest {
  private static final String STACK = "staging-osl2";
  private static final String WORKER = STACK + "-worker";
  private static final String NODE = STACK + "-general-1";
  private static final String OPENSTACK = "openstack --os-cloud " + STACK + " ";
  private static final String PULUMI = "pulumi up --refresh --stack " + STACK;

  private final LiveProjectFixture live =
      new LiveProjectFixture(FleetFixture.fleet(), FleetFixture.cluster(STACK));

  @ParameterizedTest
  @ValueSource(strings = {"staging", STACK, "staging-sto2", "production", "production-osl2"})
  void findsNothingInAProjectThatMatchesItsPlan(String stack) {
    FleetPlan fleet = FleetFixture.fleet();
    assertEquals(
        List.of(), new LiveProjectFixture(fleet, FleetFixture.cluster(stack)).differences());
  }

  @Test
  void detectsForeignRule() {
    live.rules(WORKER).add(with(rule("IPv4", "tcp", 30000, 32767), "0.0.0.0/0"));
    live.assertFinds(
        DriftKind.FOREIGN_RULE,
        "security group " + WORKER,
        "rule",
        "no such rule",
        "ingress IPv4 tcp 30000-32767 from 0.0.0.0/0",
        OPENSTACK + "security group rule delete rule");
  }

  @Test
  void detectsForeignIpv6RuleForAllPorts() {
    live.rules(WORKER).add(with(rule("IPv6", "6", null, null), "::/0"));
    assertEquals("ingress IPv6 tcp from ::/0", live.single().actual());
  }

  @Test
  void detectsRuleWithoutPrefix() {
    live.rules(WORKER).add(rule("IPv4", null, null, null));
    Finding finding = live.single();
    assertEquals(DriftKind.RULE_WITHOUT_PREFIX, finding.kind());
    assertEquals("ingress IPv4 any protocol from any address", finding.actual());
  }

  @Test
  void ignoresHostBitsOfAPrefix() {
    Map<String, Object> rule = with(rule("IPv4", "udp", 53, 53), "10.1.2.3/8");
    rule.put("normalized_cidr", "10.0.0.0/8");
    live.rules(WORKER).add(rule);
    assertEquals("ingress IPv4 udp 53 from 10.0.0.0/8", live.single().actual());
  }

  @Test
  void listsThePrefixesOfAnAddressGroup() {
    live.addressGroups.add(
        Map.of("id", "ag", "name", "offices", "addresses", List.of("192.0.2.0/24", "10.0.0.0/8")));
    Map<String, Object> rule = rule("IPv4", "tcp", 22, 22);
    rule.put("remote_address_group_id", "ag");
    live.rules(WORKER).add(rule);
    Finding finding = live.single();
    assertEquals(DriftKind.RULE_BY_ADDRESS_GROUP, finding.kind());
    assertEquals(
        "ingress IPv4 tcp 22 from address group ag (now 192.0.2.0/24, 10.0.0.0/8)",
        finding.actual());
  }

  @Test
  void detectsEachDeletedRule() {
    for (String group : List.of(WORKER, STACK + "-control-plane", STACK + "-load-balancer")) {
      int count = nonEmpty(live.rules(group)).size();
      for (int i = 0; i < count; i++) {
        Map<String, Object> rule = live.rules(group).remove(0);
        Finding finding = live.single();
        assertEquals(DriftKind.MISSING_RULE, finding.kind());
        assertEquals(PULUMI, finding.fix());
        assertTrue(finding.kind().isFixedByPulumi());
        live.rules(group).add(rule);
      }
    }
  }

  @Test
  void detectsEachRuleWithChangedPorts() {
    List<Map<String, Object>> rules = live.rules(WORKER);
    // For ICMP the field is the code.
    List<Map<String, Object>> withPorts =
        rules.stream().filter(rule -> rule.get("port_range_max") != null).toList();
    for (Map<String, Object> planned : nonEmpty(withPorts)) {
      int i = rules.indexOf(planned);
      Map<String, Object> edited = new HashMap<>(planned);
      edited.put("id", "edited");
      edited.put("port_range_max", 65000);
      rules.set(i, edited);
      Finding finding = live.single();
      assertEquals(DriftKind.CHANGED_RULE, finding.kind());
      assertTrue(finding.actual().contains("-65000"), finding.actual());
      assertEquals(OPENSTACK + "security group rule delete edited && " + PULUMI, finding.fix());
      rules.set(i, planned);
    }
  }

  @Test
  void detectsRulesInTheDefaultGroup() {
    Map<String, Object> rule = rule("IPv4", null, null, null);
    rule.put("direction", "egress");
    live.rules("default").add(rule);
    live.assertFinds(
        DriftKind.RULES_IN_DEFAULT_GROUP,
        "security group default",
        "default-id",
        "no rule",
        "egress IPv4 any protocol to any address",
        "slipway clear-default-group " + STACK);
  }

  @Test
  void reportsAMissingGroupWithoutItsRules() {
    live.groups.remove(LiveProjectFixture.named(live.groups, STACK + "-load-balancer"));
    assertEquals(
        List.of(DriftKind.MISSING_GROUP, DriftKind.PORT_IN_UNEXPECTED_GROUP),
        live.kinds().stream().filter(kind -> kind != DriftKind.CHANGED_RULE).distinct().toList());
  }

  @Test
  void treatsTheYoungerOfTwoGroupsWithAPlannedNameAsUnknown() {
    Map<String, Object> twin = LiveProjectFixture.group(WORKER);
    twin.put("id", "another");
    twin.put("created_at", "2026-02-01T00:00:00Z");
    live.groups.add(0, twin);
    live.assertFinds(
        DriftKind.UNKNOWN_GROUP,
        "security group " + WORKER,
        "another",
        "no such group",
        "a group without rules",
        OPENSTACK + "security group delete another");
  }

  @Test
  void detectsStatelessGroup() {
    LiveProjectFixture.named(live.groups, WORKER).put("stateful", false);
    Finding finding = live.single();
    assertEquals(DriftKind.STATELESS_GROUP, finding.kind());
    assertEquals("stateful: replies are allowed automatically", finding.expected());
    assertEquals("stateless: replies need rules", finding.actual());
    String out = OPENSTACK + "port set --no-security-group ";
    String back = OPENSTACK + "port set --security-group " + WORKER + "-id ";
    assertEquals(
        List.of(
            out + NODE + "-port-id",
            out + STACK + "-general-2-port-id",
            OPENSTACK + "security group set --stateful " + WORKER + "-id",
            back + NODE + "-port-id",
            back + STACK + "-general-2-port-id"),
        List.of(finding.fix().split(" && |; ")));
  }

  @Test
  void detectsObjectsSharedWithOtherProjects() {
    live.rbacPolicies.add(rbacPolicy("1", "security_group", WORKER + "-id", "other"));
    live.rbacPolicies.add(rbacPolicy("2", "network", "network", "*"));
    live.rbacPolicies.add(rbacPolicy("3", "qos_policy", "q", "*"));
    assertEquals(
        List.of(
            "security group " + WORKER + " may be used by project other",
            "network " + STACK + " may be used by every project"),
        live.differences().stream().map(one -> one.where() + " " + one.actual()).toList());
    assertEquals(List.of(DriftKind.SHARED, DriftKind.SHARED), live.kinds());
  }

  @Test
  void reportsAllDifferencesTogether() {
    live.rules(WORKER).add(rule("IPv4", null, null, null));
    live.rules("default").add(rule("IPv6", null, null, null));
    node().put("port_security_enabled", false);
    node().put("security_groups", List.of("default-id"));
    assertEquals(
        List.of(
            DriftKind.RULE_WITHOUT_PREFIX,
            DriftKind.RULES_IN_DEFAULT_GROUP,
            DriftKind.PORT_SECURITY_OFF,
            DriftKind.PORT_IN_DEFAULT_GROUP),
        live.kinds());
  }

  private static Map<String, Object> with(Map<String, Object> rule, String prefix) {
    rule.put("remote_ip_prefix", prefix);
    return rule;
  }

  private static Map<String, Object> rbacPolicy(
      String id, String type, String object, String target) {
    return Map.of("id", id, "object_type", type, "object_id", object, "target_tenant", target);
  }

  private Map<String, Object> node() {
    return LiveProjectFixture.named(live.ports, NODE);
  }
}
