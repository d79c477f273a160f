package dev.slipway.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PortPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A project that matches its plan, in the format of Neutron's API; tests change it. */
public final class LiveProjectFixture {
  static final String PROJECT = "project";
  public static final String NETWORK = "network";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVER = "-server";

  final FleetPlan fleet;
  final ClusterPlan plan;
  public final List<Map<String, Object>> groups = new ArrayList<>();
  public final List<Map<String, Object>> ports = new ArrayList<>();
  final List<Map<String, Object>> rbacPolicies = new ArrayList<>();
  final List<Map<String, Object>> addressGroups = new ArrayList<>();
  public final List<Map<String, Object>> servers = new ArrayList<>();
  public final List<Map<String, Object>> networks = new ArrayList<>();
  public final List<Map<String, Object>> subnets = new ArrayList<>();
  public final List<Map<String, Object>> routers = new ArrayList<>();
  public final List<Map<String, Object>> floatingIps = new ArrayList<>();
  public final List<Map<String, Object>> portForwardings = new ArrayList<>();

  /** Collections that the cloud has no API for. */
  final Set<String> absent = new HashSet<>();

  public LiveProjectFixture(FleetPlan fleet, ClusterPlan plan) {
    this.fleet = fleet;
    this.plan = plan;
    groups.add(group("default"));
    plan.securityGroups().forEach(this::add);
    PortPlan.of(plan).forEach(this::add);
    plan.servers().forEach(server -> servers.add(server(plan, server)));
    plan.network().router().ifPresent(this::addNetwork);
  }

  /** Returns all findings. */
  List<Finding> drift() {
    return report().findings();
  }

  DriftReport report() {
    Map<String, Object> collections = collections();
    LiveProject project =
        LiveProject.of(
            PROJECT,
            name -> {
              List<JsonNode> items = new ArrayList<>();
              JSON.valueToTree(collections.get(name)).forEach(items::add);
              return absent.contains(name) ? Optional.empty() : Optional.of(items);
            });
    return Drift.of(project, fleet, plan);
  }

  /** Returns the findings without cross-environment paths and rules. */
  List<Finding> differences() {
    return drift().stream()
        .filter(one -> one.kind() != DriftKind.CROSS_ENVIRONMENT_PATH)
        .filter(one -> one.kind() != DriftKind.CROSS_ENVIRONMENT_RULE)
        .toList();
  }

  /** Returns the kinds of all differences. */
  List<DriftKind> kinds() {
    return differences().stream().map(Finding::kind).toList();
  }

  /** Returns the only difference. */
  Finding single() {
    List<Finding> findings = differences();
    assertEquals(1, findings.size(), findings.toString());
    return findings.get(0);
  }

  void assertFinds(
      DriftKind kind, String where, String id, String expected, String actual, String fix) {
    assertEquals(List.of(new Finding(kind, where, id, expected, actual, fix)), differences());
  }

  /** Returns the objects by the name of their collection in the API's path. */
  public Map<String, Object> collections() {
    return Map.of(
        "security-groups", groups,
        "ports", ports,
        "rbac-policies", rbacPolicies,
        "address-groups", addressGroups,
        "networks", networks,
        "subnets", subnets,
        "floatingips", floatingIps,
        "port-forwardings", portForwardings,
        "routers", routers,
        "servers", servers);
  }

  /** Returns the live rules of a planned group. */
  @SuppressWarnings("unchecked")
  public List<Map<String, Object>> rules(String group) {
    return (List<Map<String, Object>>)
        Objects.requireNonNull(named(groups, group).get("security_group_rules"));
  }

  public static Map<String, Object> named(List<Map<String, Object>> objects, String name) {
    return objects.stream().filter(one -> name.equals(one.get("name"))).findFirst().orElseThrow();
  }

  static Map<String, Object> group(String name) {
    Map<String, Object> group = new HashMap<>();
    group.put("id", name + "-id");
    group.put("name", name);
    group.put("project_id", PROJECT);
    group.put("created_at", "2026-01-01T00:00:00Z");
    group.put("stateful", true);
    group.put("security_group_rules", new ArrayList<Map<String, Object>>());
    return group;
  }

  private static @Nullable Integer number(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  /** Returns an ingress rule. */
  public static Map<String, Object> rule(
      String ethertype, @Nullable Object protocol, @Nullable Object first, @Nullable Object last) {
    Map<String, Object> rule = new HashMap<>();
    rule.put("id", "rule");
    rule.put("direction", "ingress");
    rule.put("ethertype", ethertype);
    rule.put("protocol", protocol);
    rule.put("port_range_min", first);
    rule.put("port_range_max", last);
    rule.put("remote_group_id", null);
    rule.put("remote_ip_prefix", null);
    rule.put("remote_address_group_id", null);
    return rule;
  }

  private static List<Map<String, String>> fixedIps(String address) {
    return List.of(Map.of("ip_address", address, "subnet_id", "subnet"));
  }

  public static Map<String, Object> port(String name, String address, String owner) {
    Map<String, Object> port = new HashMap<>();
    port.put("id", name + "-port-id");
    port.put("name", name);
    port.put("project_id", PROJECT);
    port.put("network_id", NETWORK);
    port.put("mac_address", "fa:16:3e:00:00:01");
    port.put("fixed_ips", fixedIps(address));
    port.put("security_groups", List.of());
    port.put("port_security_enabled", true);
    port.put("allowed_address_pairs", List.of());
    port.put("device_owner", owner);
    port.put("device_id", owner.startsWith("compute:") ? name + SERVER : "");
    return port;
  }

  public static Map<String, Object> network(String name) {
    return new HashMap<>(
        Map.of("id", name + "-network", "name", name, "project_id", PROJECT, "created_at", "2027"));
  }

  public static Map<String, Object> subnet(String id, String network, String cidr, String gateway) {
    Map<String, Object> subnet = new HashMap<>();
    subnet.put("id", id);
    subnet.put("name", id);
    subnet.put("project_id", PROJECT);
    subnet.put("network_id", network);
    subnet.put("cidr", cidr);
    subnet.put("gateway_ip", gateway);
    subnet.put("enable_dhcp", false);
    subnet.put("dns_nameservers", List.of());
    subnet.put("host_routes", List.of());
    return subnet;
  }

  public static Map<String, Object> router(String id, String name, String externalIp) {
    Map<String, Object> router = new HashMap<>();
    router.put("id", id);
    router.put("name", name);
    router.put("project_id", PROJECT);
    router.put(
        "external_gateway_info",
        Map.of("external_fixed_ips", List.of(Map.of("ip_address", externalIp))));
    router.put("routes", List.of());
    return router;
  }

  public static Map<String, Object> floatingIp(String address, String fixed, String port) {
    Map<String, Object> floating = new HashMap<>();
    floating.put("id", address + "-id");
    floating.put("project_id", PROJECT);
    floating.put("floating_ip_address", address);
    floating.put("fixed_ip_address", fixed.isEmpty() ? null : fixed);
    floating.put("port_id", port.isEmpty() ? null : port);
    return floating;
  }

  public static Map<String, Object> interfacePort(String address, String router) {
    Map<String, Object> port = port("", address, "network:router_interface");
    port.put("id", address + "-port-id");
    port.put("device_id", router);
    return port;
  }

  private void addNetwork(RouterPlan router) {
    Map<String, Object> network = network(plan.name().text());
    network.put("id", NETWORK);
    networks.add(network);
    String gateway = router.gateway().toString();
    Map<String, Object> subnet =
        subnet("subnet", NETWORK, plan.network().cidr().toString(), gateway);
    subnet.put(
        "dns_nameservers",
        plan.network().serverResolvers().stream().map(Object::toString).toList());
    subnets.add(subnet);
    routers.add(router("router", plan.name().text(), router.externalIp().toString()));
    ports.add(interfacePort(gateway, "router"));
    String address = plan.endpoint().address().toString();
    String port =
        ports.stream()
            .filter(one -> fixedIps(address).equals(one.get("fixed_ips")))
            .map(one -> String.valueOf(one.get("id")))
            .findFirst()
            .orElse("");
    floatingIps.add(floatingIp(plan.endpoint().externalAddress().toString(), address, port));
  }

  private static Map<String, Object> server(ClusterPlan plan, ServerPlan server) {
    Map<String, Object> live = new HashMap<>();
    live.put("id", server.name() + SERVER);
    live.put("name", server.name());
    live.put("status", "ACTIVE");
    live.put("image", Map.of("id", server.pool().image().id().orElse("image")));
    live.put("flavor", Map.of("id", server.pool().flavor()));
    live.put(
        "addresses",
        Map.of(plan.name().text(), List.of(Map.of("addr", server.address().toString()))));
    live.put("metadata", Map.of("cluster", plan.name().text(), "role", server.role().text()));
    return live;
  }

  private void add(SecurityGroupPlan plan) {
    groups.add(group(plan.name()));
    plan.rules().forEach(rule -> rules(plan.name()).add(rule(rule)));
  }

  private static Map<String, Object> rule(SecurityRule plan) {
    Map<String, Object> rule =
        rule(
            "IPv" + plan.ipVersion(),
            plan.traffic().protocol().text(),
            number(plan.traffic().rangeMin()),
            number(plan.traffic().rangeMax()));
    rule.put("id", plan.key());
    rule.put("direction", plan.direction().name().toLowerCase(Locale.ROOT));
    boolean group = plan.remote() instanceof SecurityRule.Remote.Group;
    rule.put("remote_group_id", group ? plan.remote() + "-id" : null);
    rule.put("remote_ip_prefix", group ? null : plan.remote().toString());
    return rule;
  }

  private void add(PortPlan plan) {
    Map<String, Object> port = port(plan.name(), plan.address().toString(), "compute:nova");
    port.put("security_groups", List.of(plan.group() + "-id"));
    port.put(
        "allowed_address_pairs",
        plan.allowedAddresses().stream()
            .map(one -> Map.of("ip_address", one.toString(), "mac_address", "FA:16:3E:00:00:01"))
            .toList());
    ports.add(port);
  }
}
