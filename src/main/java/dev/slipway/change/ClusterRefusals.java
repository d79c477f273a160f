package dev.slipway.change;

import static dev.slipway.change.ServerRefusals.compare;

import dev.slipway.change.Refusal.Reason;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.NetworkPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Differences of a whole cluster that an update refuses. */
final class ClusterRefusals {
  private ClusterRefusals() {}

  static List<Refusal> between(ClusterPlan before, ClusterPlan after) {
    List<Refusal> refusals = new ArrayList<>();
    compare(refusals, Reason.UPGRADE, "kubernetes", before.kubernetes(), after.kubernetes());
    compare(refusals, Reason.UPGRADE, "talos", before.talos(), after.talos());
    compare(
        refusals,
        Reason.UPGRADE,
        "cilium",
        before.cilium().version() + " " + before.cilium().sha256(),
        after.cilium().version() + " " + after.cilium().sha256());
    fixed(refusals, "kind", before.kind().text(), after.kind().text());
    fixed(refusals, "cloud", before.cloud(), after.cloud());
    project(refusals, before.project(), after.project());
    network(refusals, before.network(), after.network());
    endpoint(refusals, before.endpoint(), after.endpoint());
    return refusals;
  }

  private static void project(
      List<Refusal> refusals, ClusterPlan.Project before, ClusterPlan.Project after) {
    fixed(refusals, "project.id", before.id(), after.id());
    if (before.region().isPresent() && after.region().isPresent()) {
      fixed(refusals, "project.region", before.region().get(), after.region().get());
    }
  }

  private static void network(List<Refusal> refusals, NetworkPlan before, NetworkPlan after) {
    fixed(refusals, "network.kind", kind(before), kind(after));
    fixed(refusals, "network.name", before.name(), after.name());
    fixed(refusals, "network.cidr", before.cidr(), after.cidr());
    fixed(refusals, "network.externalNetwork", external(before), external(after));
    fixed(refusals, "network.podCidr", before.podCidr(), after.podCidr());
    fixed(refusals, "network.serviceCidr", before.serviceCidr(), after.serviceCidr());
  }

  private static String kind(NetworkPlan network) {
    return network.isShared() ? "shared" : "project";
  }

  private static String external(NetworkPlan network) {
    return network.router().map(RouterPlan::externalNetwork).orElse("none");
  }

  private static void endpoint(List<Refusal> refusals, EndpointPlan before, EndpointPlan after) {
    fixed(refusals, "endpoint.kind", kind(before), kind(after));
    fixed(refusals, "endpoint.address", before.address(), after.address());
    fixed(refusals, "endpoint.floatingIp", floatingIp(before), floatingIp(after));
  }

  private static String floatingIp(EndpointPlan endpoint) {
    return endpoint.floatingIp().map(IpAddress::toString).orElse("none");
  }

  private static String kind(EndpointPlan endpoint) {
    return endpoint instanceof EndpointPlan.Octavia octavia
        ? "octavia " + octavia.provider().text()
        : "haproxy";
  }

  private static void fixed(List<Refusal> refusals, String key, Object before, Object after) {
    compare(refusals, Reason.FIXED, key, before, after);
  }
}
