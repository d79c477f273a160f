package dev.slipway.lab.segmentation;

import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Group;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.plan.security.reachability.Rule.Remote;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers of {@link Reachability} for single packets, separately for each IP version: reachability
 * of both together would also allow what a rule for the other version allows.
 */
final class ExpectedDelivery {
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;
  private static final int VRRP = 112;

  private final Map<String, Host> hosts;
  private final Map<Integer, Reachability> byIpVersion;

  private ExpectedDelivery(NetworkModel network) {
    this.hosts =
        network.hosts().stream().collect(Collectors.toMap(Host::name, Function.identity()));
    this.byIpVersion =
        Stream.of(4, 6)
            .collect(
                Collectors.toMap(
                    version -> version, version -> new Reachability(only(version, network))));
  }

  static ExpectedDelivery ofPlan(FleetPlan fleet) {
    return new ExpectedDelivery(PlannedNetworkModel.of(fleet));
  }

  /** Adds a rule to each group that allows all ingress, and one that allows all egress. */
  static ExpectedDelivery ofPlanWithEverythingOpen(FleetPlan fleet) {
    NetworkModel plan = PlannedNetworkModel.of(fleet);
    List<Group> open = plan.groups().stream().map(ExpectedDelivery::opened).toList();
    return new ExpectedDelivery(new NetworkModel(plan.hosts(), open));
  }

  /** A fixed address has no route from another cluster's network; there, only floating IPs do. */
  boolean delivers(Packet packet) {
    Host to = host(packet.to());
    boolean targeted =
        to.targets().stream().anyMatch(one -> one.toString().equals(packet.destination() + "/32"));
    return (packet.isInOneCluster() || targeted)
        && byIpVersion
            .get(packet.ipVersion())
            .traffic(host(packet.from()), to)
            .contains(traffic(packet));
  }

  private Host host(Packet.Server server) {
    return hosts.get(new Peer.Group(server.cluster(), server.node().role()).name());
  }

  private static TrafficSet traffic(Packet packet) {
    return switch (packet.protocol()) {
      case ICMP, ICMP6 -> TrafficSet.icmpCode(packet.protocol(), packet.port(), 0);
      case VRRP -> TrafficSet.protocol(VRRP);
      default -> TrafficSet.ports(packet.protocol(), packet.port(), packet.port());
    };
  }

  private static NetworkModel only(int version, NetworkModel network) {
    return new NetworkModel(
        network.hosts(),
        network.groups().stream()
            .map(
                group ->
                    new Group(
                        group.name(),
                        group.rules().stream()
                            .filter(rule -> rule.ipVersion() == version)
                            .toList()))
            .toList());
  }

  private static Group opened(Group group) {
    List<Rule> rules = new ArrayList<>(group.rules());
    for (Direction direction : Direction.values()) {
      for (int version : List.of(4, 6)) {
        Remote everyAddress = new Remote.Prefix(IpPrefix.all(version));
        rules.add(new Rule("open", direction, version, everyAddress, TrafficSet.ALL, "a test", ""));
      }
    }
    return new Group(group.name(), rules);
  }
}
