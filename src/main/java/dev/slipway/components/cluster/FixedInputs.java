package dev.slipway.components.cluster;

import com.pulumi.openstack.compute.Instance;
import com.pulumi.openstack.networking.Port;
import com.pulumi.resources.Resource;
import java.util.List;

/**
 * The inputs of servers and ports that no update changes after their creation. The provider would
 * rebuild, resize, move or replace a server for each of them, without regard to etcd's quorum. The
 * decision is in docs/adr/0014.
 */
public final class FixedInputs {
  /**
   * Inputs of a server. Source: terraform-provider-openstack 3.4.0,
   * resource_openstack_compute_instance_v2.go: ForceNew replaces the server; of those that its
   * update function handles, image and personality rebuild it and a flavor resizes it.
   */
  public static final List<String> SERVER =
      List.of(
          "availabilityZone",
          "availabilityZoneHints",
          "blockDevices",
          "configDrive",
          "flavorId",
          "flavorName",
          "hypervisorHostname",
          "imageId",
          "imageName",
          "keyPair",
          "networkMode",
          "networks",
          "personalities",
          "region",
          "schedulerHints",
          "userData");

  /**
   * Inputs of a port. Source: resource_openstack_networking_port_v2.go of the same version:
   * ForceNew takes the port from its server; new fixed addresses move a running server.
   */
  public static final List<String> PORT =
      List.of(
          "deviceId",
          "deviceOwner",
          "fixedIps",
          "macAddress",
          "networkId",
          "noFixedIp",
          "region",
          "tenantId",
          "valueSpecs");

  private FixedInputs() {}

  /** Returns the inputs that an update must not change; empty for every other type. */
  public static List<String> of(Resource resource) {
    if (resource instanceof Instance) {
      return SERVER;
    }
    return resource instanceof Port ? PORT : List.of();
  }
}
