package dev.slipway.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an object in the cloud is known again by what was asked for. In the order in which the
 * objects can be deleted.
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

  /** {@code fields}: the API's field, then the resource's input that it must equal. */
  CloudResourceLookup(
      String type, Service service, String path, String key, Map<String, String> fields) {
    this.type = "openstack:" + type;
    this.service = service;
    this.path = path;
    this.key = key;
    this.fields = fields;
  }

  /** The trace of that type of resource; nothing for what leaves none, such as a command. */
  static Optional<CloudResourceLookup> of(String type) {
    return Arrays.stream(values()).filter(trace -> trace.type.equals(type)).findFirst();
  }

  Service service() {
    return service;
  }

  /** Of the collection, which may be inside another object: {@code {input}} names that one. */
  String path(PendingCreate asked) {
    Matcher inside = INPUT.matcher(path);
    return inside.replaceAll(found -> Matcher.quoteReplacement(asked.input(found.group(1))));
  }

  /** In the answer of the collection. */
  String key() {
    return key;
  }

  /** Whether the object is what was asked for. */
  boolean isOf(JsonNode object, PendingCreate asked) {
    return fields.entrySet().stream()
        .allMatch(
            field -> text(object, field.getKey()).equals(number(asked.input(field.getValue()))));
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = field.startsWith("/") ? object.at(field) : object.path(field);
    return value.isNull() ? "" : value.asText("");
  }

  /**
   * Pulumi's state writes whole numbers with and without a fraction. A zero, such as the code of an
   * ICMP rule, never reaches the cloud: gophercloud leaves it out.
   */
  private static String number(String text) {
    return text.replaceFirst("^(\\d+)\\.0$", "$1").replaceFirst("^0$", "");
  }
}
