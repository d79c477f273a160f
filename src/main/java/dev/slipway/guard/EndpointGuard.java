package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares a cluster's endpoint and networks with a plan, and refuses a change that would take the
 * API from everyone: the certificates of running nodes have the former addresses only.
 */
public final class EndpointGuard {
  private final List<Refusal> refusals = new ArrayList<>();

  private EndpointGuard() {}

  /** Returns every refusal; none for a new cluster. */
  public static List<Refusal> refusals(ClusterPlan plan, LiveEndpoint live) {
    EndpointGuard guard = new EndpointGuard();
    if (!live.serverNetworks().isEmpty()
        && !live.serverNetworks().contains(plan.network().name())) {
      String key = plan.network().isShared() ? "network.name" : "network.kind";
      guard.refuse(key, plan, String.join(", ", live.serverNetworks()), plan.network().name());
    }
    EndpointPlan endpoint = plan.endpoint();
    guard.compare(
        "network.externalNetwork",
        plan,
        live.routerNetwork(),
        plan.network().router().map(RouterPlan::externalNetwork));
    guard.compare(
        "endpoint.floatingIp",
        plan,
        live.floatingIp(),
        endpoint.floatingIp().map(IpAddress::toString));
    if (endpoint instanceof EndpointPlan.Octavia octavia) {
      guard.compare(
          "endpoint.provider",
          plan,
          live.octavia().map(LiveEndpoint.LoadBalancer::provider),
          Optional.of(octavia.provider().text()));
      guard.compare(
          "endpoint.address",
          plan,
          live.octavia().map(LiveEndpoint.LoadBalancer::address),
          Optional.of(endpoint.address().toString()));
    }
    return List.copyOf(guard.refusals);
  }

  /** Refuses another value; an object that does not exist yet, or any more, is created. */
  private void compare(
      String key, ClusterPlan plan, Optional<String> live, Optional<String> planned) {
    live.filter(value -> !planned.equals(Optional.of(value)))
        .ifPresent(value -> refuse(key, plan, value, planned.orElse("none")));
  }

  private void refuse(String key, ClusterPlan plan, String live, String planned) {
    refusals.add(
        new Refusal(
            key,
            List.of(plan.name().text()),
            live,
            planned,
            "an update does not change it for an existing cluster: set it back to " + live));
  }
}
