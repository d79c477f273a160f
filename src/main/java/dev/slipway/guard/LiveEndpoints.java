package dev.slipway.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the endpoint and the networks of a cluster from Neutron, Nova and Octavia. */
public final class LiveEndpoints {
  private final OpenStackClient cloud;
  private final ClusterPlan plan;

  private LiveEndpoints(OpenStackClient cloud, ClusterPlan plan) {
    this.cloud = cloud;
    this.plan = plan;
  }

  /** Returns what the cluster has. */
  public static LiveEndpoint of(OpenStackClient cloud, ClusterPlan plan) {
    LiveEndpoints live = new LiveEndpoints(cloud, plan);
    return new LiveEndpoint(
        live.serverNetworks(), live.routerNetwork(), live.floatingIp(), live.octavia());
  }

  private Set<String> serverNetworks() {
    Set<String> names = new TreeSet<>();
    for (JsonNode server : cloud.list(Service.COMPUTE, "/servers/detail", "servers")) {
      if (server.at("/metadata/cluster").asText().equals(plan.name().text())) {
        server.path("addresses").fieldNames().forEachRemaining(names::add);
      }
    }
    return names;
  }

  private Optional<String> routerNetwork() {
    return named(cloud.list(Service.NETWORK, "/routers?name=" + plan.name(), "routers"))
        .map(router -> router.at("/external_gateway_info/network_id").asText(""))
        .filter(id -> !id.isEmpty())
        .flatMap(id -> cloud.find(Service.NETWORK, "/networks/" + id))
        .map(network -> network.at("/network/name").asText());
  }

  private Optional<String> floatingIp() {
    return cloud.list(Service.NETWORK, "/floatingips", "floatingips").stream()
        .filter(
            one -> one.path("description").asText().equals(EndpointPlan.description(plan.name())))
        .map(one -> one.path("floating_ip_address").asText())
        .findFirst();
  }

  private Optional<LiveEndpoint.LoadBalancer> octavia() {
    if (!(plan.endpoint() instanceof EndpointPlan.Octavia)) {
      // A cloud may have no Octavia.
      return Optional.empty();
    }
    String path = "/lbaas/loadbalancers?name=" + plan.name();
    return named(cloud.list(Service.LOAD_BALANCER, path, "loadbalancers"))
        .map(
            one ->
                new LiveEndpoint.LoadBalancer(
                    one.path("provider").asText(), one.path("vip_address").asText()));
  }

  private Optional<JsonNode> named(List<JsonNode> objects) {
    return objects.stream()
        .filter(one -> one.path("name").asText().equals(plan.name().text()))
        .findFirst();
  }
}
