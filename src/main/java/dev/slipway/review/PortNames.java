package dev.slipway.review;

import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.Traffic;
import java.util.List;
import java.util.stream.Collectors;

/** Names of the ports in a table of connections. */
final class PortNames {
  /** Every constant of {@link Traffic}. */
  static final List<Traffic> ALL =
      List.of(
          Traffic.KUBERNETES_API,
          Traffic.ETCD,
          Traffic.ETCD_HEALTH,
          Traffic.KUBELET,
          Traffic.TALOS_API,
          Traffic.TRUSTD,
          Traffic.CILIUM_VXLAN,
          Traffic.CILIUM_WIREGUARD,
          Traffic.CILIUM_HEALTH,
          Traffic.VRRP,
          Traffic.CONFIGURATION_1,
          Traffic.CONFIGURATION_2,
          Traffic.CONFIGURATION_CHANNEL,
          Traffic.AUDIT_STORE,
          Traffic.HTTPS,
          Traffic.DNS_TCP,
          Traffic.DNS_UDP,
          Traffic.NTP,
          Traffic.PING,
          Traffic.PING_IPV6);

  private PortNames() {}

  /**
   * Returns for example {@code tcp 6443 Kubernetes API, tcp 443 HTTPS}; nothing for connections of
   * any protocol.
   */
  static String of(List<Flow> flows) {
    TrafficSet used =
        TrafficSet.union(
            flows.stream().map(Flow::traffic).filter(one -> !one.equals(TrafficSet.ALL)));
    return ALL.stream()
        .filter(one -> used.contains(TrafficSet.of(one)))
        .map(one -> one.protocolAndPorts() + " " + one.label())
        .collect(Collectors.joining(", "));
  }
}
