package dev.slipway.plan.cluster;

import dev.slipway.plan.ClusterPlan;
import dev.slipway.plan.security.SecurityRule.Remote;
import dev.slipway.value.AddressPlan;
import dev.slipway.value.IpPrefix;
import java.util.stream.Stream;

/** The other side of a rule as addresses, for what cannot name a security group. */
final class Places {
  private Places() {}

  /** Of a group: the places of every member that it may ever have. */
  static Stream<IpPrefix> of(ClusterPlan cluster, Remote remote) {
    if (remote instanceof Remote.Prefix prefix) {
      return Stream.of(prefix.prefix());
    }
    AddressPlan addresses = new AddressPlan(cluster.network().prefix());
    Stream<IpPrefix> endpoint = Stream.of(cluster.endpoint().address().asPrefix());
    String role = remote.toString().substring(cluster.name().text().length() + 1);
    return switch (NodeRole.of(role)) {
      case CONTROL_PLANE -> addresses.controlPlanes().stream();
      case WORKER -> addresses.workers().stream();
      case LOAD_BALANCER -> Stream.concat(endpoint, addresses.loadBalancers().stream());
    };
  }
}
