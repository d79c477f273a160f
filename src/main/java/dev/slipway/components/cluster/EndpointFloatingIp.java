package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.openstack.networking.FloatingIp;
import com.pulumi.openstack.networking.FloatingIpArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.network.ProjectNetwork;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.RouterPlan;
import java.util.Optional;

/** The floating IP of a cluster's endpoint. */
final class EndpointFloatingIp {
  private EndpointFloatingIp() {}

  /**
   * Creates the floating IP on a port, and returns it. On a shared network an endpoint has none.
   */
  static Optional<FloatingIp> attach(
      String name,
      ClusterPlan plan,
      Output<String> portId,
      ProjectNetwork.NetworkRefs network,
      CustomResourceOptions.Builder options) {
    if (plan.endpoint().floatingIp().isEmpty()) {
      return Optional.empty();
    }
    RouterPlan router = plan.network().router().orElseThrow();
    return Optional.of(
        new FloatingIp(
            name,
            FloatingIpArgs.builder()
                .pool(router.externalNetwork())
                .address(plan.endpoint().floatingIp().get().toString())
                .portId(portId)
                .description("Slipway: API of " + plan.name())
                .build(),
            options.dependsOn(network.egressDependencies()).build()));
  }
}
