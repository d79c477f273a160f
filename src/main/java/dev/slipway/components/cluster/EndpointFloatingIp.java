package dev.slipway.components.cluster;

import com.pulumi.core.Output;
import com.pulumi.openstack.networking.FloatingIp;
import com.pulumi.openstack.networking.FloatingIpArgs;
import com.pulumi.openstack.networking.FloatingIpAssociate;
import com.pulumi.openstack.networking.FloatingIpAssociateArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.components.network.ProjectNetwork;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.NeutronId;
import java.util.List;
import java.util.function.Supplier;

/** The floating IP of a cluster's endpoint. */
final class EndpointFloatingIp {
  private final String name;
  private final ClusterPlan plan;
  private final ProjectNetwork.NetworkRefs network;
  private final Supplier<CustomResourceOptions.Builder> options;

  EndpointFloatingIp(
      String name,
      ClusterPlan plan,
      ProjectNetwork.NetworkRefs network,
      Supplier<CustomResourceOptions.Builder> options) {
    this.name = name;
    this.plan = plan;
    this.network = network;
    this.options = options;
  }

  /**
   * Attaches the floating IP to a port, and returns the resources that clients from outside need.
   * On a shared network an endpoint has none.
   */
  List<Resource> attach(Output<String> portId) {
    if (plan.endpoint().floatingIp().isEmpty()) {
      return List.of();
    }
    return plan.endpoint()
        .floatingIpId()
        .map(id -> imported(id, portId))
        .orElseGet(
            () -> List.of(new FloatingIp(name, args().portId(portId).build(), options().build())));
  }

  /**
   * Pulumi imports a resource only as it is, so the association is a resource of its own. A destroy
   * keeps the floating IP, and Neutron detaches it when the port is deleted: a request to detach it
   * could come after that of a new association.
   */
  private List<Resource> imported(NeutronId id, Output<String> portId) {
    FloatingIp floatingIp =
        new FloatingIp(
            name, args().build(), options().importId(id.text()).retainOnDelete(true).build());
    FloatingIpAssociate association =
        new FloatingIpAssociate(
            name + "-association",
            FloatingIpAssociateArgs.builder()
                .floatingIp(floatingIp.address())
                .portId(portId)
                .build(),
            options().retainOnDelete(true).build());
    return List.of(floatingIp, association);
  }

  private FloatingIpArgs.Builder args() {
    RouterPlan router = plan.network().router().orElseThrow();
    return FloatingIpArgs.builder()
        .pool(router.externalNetwork())
        .address(plan.endpoint().floatingIp().orElseThrow().toString())
        .description(EndpointPlan.description(plan.name()));
  }

  private CustomResourceOptions.Builder options() {
    return options.get().dependsOn(network.egressDependencies());
  }
}
