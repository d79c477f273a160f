package dev.slipway.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule for each resource type that finds an object in the cloud by the inputs of its resource.
 * The types are in the order in which objects can be deleted.
 */
enum CloudResourceLookup {
  SERVER(
      "compute/instance:Instance", Service.COMPUTE, "/servers", "servers", Map.of("name", "name")),
  SERVER_GROUP(
      "compute/serverGroup:ServerGroup",
      Service.COMPUTE,
      "/os-server-groups",
      "server_groups",
      Map.of("name", "name")),
  LOAD_BALANCER_MONITOR(
      "loadbalancer/monitor:Monitor",
      Service.LOAD_BALANCER,
      "/lbaas/healthmonitors",
      "healthmonitors",
      Map.of("name", "name", "/pools/0/id", "poolId")),
  LOAD_BALANCER_MEMBER(
      "loadbalancer/member:Member",
      Service.LOAD_BALANCER,
      "/lbaas/pools/{poolId}/members",
      "members",
      Map.of("name", "name", "address", "address")),
  LOAD_BALANCER_POOL(
      "loadbalancer/pool:Pool",
      Service.LOAD_BALANCER,
      "/lbaas/pools",
      "pools",
      Map.of("name", "name", "/listeners/0/id", "listenerId")),
  LISTENER(
      "loadbalancer/listener:Listener",
      Service.LOAD_BALANCER,
      "/lbaas/listeners",
      "listeners",
      Map.of("name", "name", "/loadbalancers/0/id", "loadbalancerId")),
  LOAD_BALANCER(
      "loadbalancer/loadBalancer:LoadBalancer",
      Service.LOAD_BALANCER,
      "/lbaas/loadbalancers",
      "loadbalancers",
      Map.of("name", "name", "vip_address", "vipAddress")),
  FLOATING_IP(
      "networking/floatingIp:FloatingIp",
      Service.NETWORK,
      "/floatingips",
      "floatingips",
      Map.of("floating_ip_address", "address")),
  ROUTER_INTERFACE(
      "networking/routerInterface:RouterInterface",
      Service.NETWORK,
      "/ports",
      "ports",
      Map.of("device_id", "routerId", "/fixed_ips/0/subnet_id", "subnetId")),
  PORT(
      "networking/port:Port",
      Service.NETWORK,
      "/ports",
      "ports",
      Map.of("network_id", "networkId", "name", "name")),
  SECURITY_GROUP_RULE(
      "networking/secGroupRule:SecGroupRule",
      Service.NETWORK,
      "/security-group-rules",
      "security_group_rules",
      Map.of(
          "security_group_id", "securityGroupId",
          "direction", "direction",
          "ethertype", "ethertype",
          "protocol", "protocol",
          "port_range_min", "portRangeMin",
          "port_range_max", "portRangeMax",
          "remote_group_id", "remoteGroupId",
          "remote_ip_prefix", "remoteIpPrefix")),
  SECURITY_GROUP(
      "networking/secGroup:SecGroup",
      Service.NETWORK,
      "/security-groups",
      "security_groups",
      Map.of("name", "name")),
  ROUTER(
      "networking/router:Router", Service.NETWORK, "/routers", "routers", Map.of("name", "name")),
  SUBNET(
      "networking/subnet:Subnet",
      Service.NETWORK,
      "/subnets",
      "subnets",
      Map.of("network_id", "networkId", "cidr", "cidr")),
  NETWORK(
      "networking/network:Network",
      Service.NETWORK,
      "/networks",
      "networks",
      Map.of("name", "name"));

  private static final Pattern INPUT = Pattern.compile("\\{(\\w+)}");

  private final String type;
  private final Service service;
  private final String path;
  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // only ever Map.of
  private final Map<String, String> fields;

  /** Creates a rule; {@code fields} maps fields of the API to the inputs that they must equal. */
  CloudResourceLookup(
      String type, Service service, String path, String key, Map<String, String> fields) {
    this.type = "openstack:" + type;
    this.service = service;
    this.path = path;
    this.key = key;
    this.fields = fields;
  }

  /** Returns the rule of a type; empty if the type has no object in the cloud, as a command. */
  static Optional<CloudResourceLookup> of(String type) {
    return Arrays.stream(values()).filter(lookup -> lookup.type.equals(type)).findFirst();
  }

  Service service() {
    return service;
  }

  /** Returns the path of the collection; {@code {input}} in it is replaced by that input. */
  String path(PendingCreate create) {
    return INPUT
        .matcher(path)
        .replaceAll(found -> Matcher.quoteReplacement(create.input(found.group(1))));
  }

  /** Returns the field of the response that contains the items. */
  String key() {
    return key;
  }

  /** Returns whether the object has the inputs of the resource. */
  boolean matches(JsonNode object, PendingCreate create) {
    return fields.entrySet().stream()
        .allMatch(
            field ->
                text(object, field.getKey()).equals(normalized(create.input(field.getValue()))));
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = field.startsWith("/") ? object.at(field) : object.path(field);
    return value.isNull() ? "" : value.asText("");
  }

  /**
   * Returns an input as the API returns it. Pulumi's state has whole numbers with and without a
   * fraction. gophercloud does not send a zero, for example the code of an ICMP rule.
   */
  private static String normalized(String text) {
    return text.replaceFirst("^(\\d+)\\.0$", "$1").replaceFirst("^0$", "");
  }
}
