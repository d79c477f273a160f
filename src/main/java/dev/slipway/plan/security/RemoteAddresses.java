package dev.slipway.plan.security;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.value.AddressLayout;
import dev.slipway.value.IpPrefix;
import java.util.stream.Stream;

/** The remote side of a rule as addresses, for firewalls that have no security groups. */
public final class RemoteAddresses {
  private RemoteAddresses() {}

  /** Returns the prefix; for a group, all addresses reserved for servers of its role. */
  public static Stream<IpPrefix> of(ClusterPlan cluster, Remote remote) {
    if (remote instanceof Remote.Prefix prefix) {
      return Stream.of(prefix.prefix());
    }
    AddressLayout addresses = new AddressLayout(cluster.network().cidr());
    Stream<IpPrefix> endpoint = Stream.of(cluster.endpoint().address().toPrefix());
    return switch (((Remote.Group) remote).role()) {
      case CONTROL_PLANE -> addresses.controlPlanes().stream();
      case WORKER -> addresses.workers().stream();
      case LOAD_BALANCER -> Stream.concat(endpoint, addresses.loadBalancers().stream());
    };
  }
}
