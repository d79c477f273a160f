package dev.slipway.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cloud.OpenStackClient;
import dev.slipway.cloud.Service;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.RouterPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The resources whose ids are in a stack file, as Neutron has them.
 *
 * @param router empty if the file has no id, or the project no such router
 * @param routersOfStack ids of all routers that have the stack's name
 */
public record LiveReservation(
    Optional<Reserved> router, Optional<Reserved> floatingIp, Set<String> routersOfStack) {

  /** Copies the set. */
  public LiveReservation {
    routersOfStack = Set.copyOf(routersOfStack);
  }

  /** A router or floating IP. */
  public record Reserved(String id, List<String> addresses) {
    /** Copies the list. */
    public Reserved {
      addresses = List.copyOf(addresses);
    }
  }

  /** Reads the resources of a plan; nothing is requested for a plan without ids. */
  static LiveReservation of(OpenStackClient cloud, ClusterPlan plan) {
    return new LiveReservation(
        plan.network()
            .router()
            .flatMap(RouterPlan::id)
            .flatMap(id -> own(cloud, "router", id.text()))
            .map(
                one ->
                    new Reserved(
                        one.path("id").asText(),
                        one.at("/external_gateway_info/external_fixed_ips")
                            .findValuesAsText("ip_address"))),
        plan.endpoint()
            .floatingIpId()
            .flatMap(id -> own(cloud, "floatingip", id.text()))
            .map(
                one ->
                    new Reserved(
                        one.path("id").asText(),
                        List.of(one.path("floating_ip_address").asText()))),
        routersOfStack(cloud, plan));
  }

  private static Optional<JsonNode> own(OpenStackClient cloud, String kind, String id) {
    return cloud
        .find(Service.NETWORK, "/%ss/%s".formatted(kind, id))
        .map(body -> body.path(kind))
        .filter(one -> one.path("project_id").asText().equals(cloud.projectId()));
  }

  private static Set<String> routersOfStack(OpenStackClient cloud, ClusterPlan plan) {
    Set<String> ids = new TreeSet<>();
    if (plan.network().router().flatMap(RouterPlan::id).isPresent()) {
      cloud.list(Service.NETWORK, "/routers?name=" + plan.name(), "routers").stream()
          .filter(one -> one.path("project_id").asText().equals(cloud.projectId()))
          .forEach(one -> ids.add(one.path("id").asText()));
    }
    return ids;
  }
}
