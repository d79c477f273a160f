package dev.slipway.change;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of a whole cluster that no update changes, by the key of the stack file. The state has
 * those of the last completed update, so that no cloud and no API must answer to compare them.
 */
public final class SetOnce {
  /** Its change gives each load balancer another address, or removes one. */
  static final String REPLICAS = "endpoint.replicas";

  /** An update without them would set the router's address, which Neutron refuses. */
  private static final List<String> IDS = List.of("network.routerId", "endpoint.floatingIpId");

  /** Name of the stack output with the values of the last completed update. */
  public static final String OUTPUT = "setOnce";

  private static final Set<String> VERSIONS = Set.of("kubernetes", "talos", "cilium");

  private SetOnce() {}

  /** Returns the values of a plan. */
  public static Map<String, String> of(ClusterPlan plan) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("kubernetes", plan.kubernetes().toString());
    values.put("talos", plan.talos().toString());
    values.put("cilium", plan.cilium().version() + " " + plan.cilium().sha256());
    values.put("cilium.encryption", plan.cilium().encryption());
    values.put("diskEncryption", plan.diskEncryption().toString());
    values.put("kind", plan.kind().text());
    values.put("cloud", plan.cloud());
    values.put("project.id", plan.project().id());
    plan.project().region().ifPresent(region -> values.put("project.region", region));
    network(values, plan.network());
    endpoint(values, plan.endpoint());
    return values;
  }

  /**
   * Returns a refusal for each value that a plan would change; a value that is absent may come. An
   * id of a reserved resource may not go.
   */
  public static List<Refusal> refusals(Map<String, ?> before, ClusterPlan after) {
    List<Refusal> refusals = new ArrayList<>();
    Map<String, String> values = of(after);
    IDS.stream().filter(before::containsKey).forEach(id -> values.putIfAbsent(id, "none"));
    values.forEach(
        (key, value) -> {
          Object former = before.get(key);
          if (former != null && !former.equals(value)) {
            refusals.add(new Refusal(reason(key), key, former.toString(), value));
          }
        });
    return refusals;
  }

  private static Refusal.Reason reason(String key) {
    return VERSIONS.contains(key) ? Refusal.Reason.UPGRADE : Refusal.Reason.FIXED;
  }

  private static void network(Map<String, String> values, NetworkPlan network) {
    values.put("network.kind", network.isShared() ? "shared" : "project");
    values.put("network.name", network.name());
    values.put("network.cidr", network.cidr().toString());
    values.put(
        "network.externalNetwork",
        network.router().map(RouterPlan::externalNetwork).orElse("none"));
    // An update imports a reserved router as it is.
    network
        .router()
        .filter(router -> router.id().isPresent())
        .ifPresent(router -> reservedRouter(values, router));
    values.put("network.podCidr", network.podCidr().toString());
    values.put("network.serviceCidr", network.serviceCidr().toString());
  }

  private static void reservedRouter(Map<String, String> values, RouterPlan router) {
    values.put("network.routerId", router.id().orElseThrow().toString());
    values.put("network.routerExternalIp", router.externalIp().toString());
  }

  private static void endpoint(Map<String, String> values, EndpointPlan endpoint) {
    values.put("endpoint.kind", kind(endpoint));
    if (endpoint instanceof EndpointPlan.Haproxy) {
      values.put(REPLICAS, String.valueOf(endpoint.servers().size()));
    }
    if (endpoint instanceof EndpointPlan.HaproxyPair pair) {
      // A running load balancer takes no keepalived.conf for another interface: docs/adr/0016.
      values.put("endpoint.networkInterface", pair.networkInterface());
    }
    values.put("endpoint.address", endpoint.address().toString());
    values.put(
        "endpoint.floatingIp", endpoint.floatingIp().map(IpAddress::toString).orElse("none"));
    endpoint.floatingIpId().ifPresent(id -> values.put("endpoint.floatingIpId", id.toString()));
  }

  private static String kind(EndpointPlan endpoint) {
    return endpoint instanceof EndpointPlan.Octavia octavia
        ? "octavia " + octavia.provider().text()
        : "haproxy";
  }
}
