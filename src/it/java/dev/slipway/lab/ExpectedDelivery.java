package dev.slipway.lab;

import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Group;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@link Reachability} says of packets: a proof for each IP version, since a packet has one.
 */
final class ExpectedDelivery {
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;
  private static final int VRRP = 112;

  private final Map<String, Host> machines;
  private final Map<Integer, Reachability> byIpVersion;

  private ExpectedDelivery(NetworkModel segmentation) {
    this.machines =
        segmentation.hosts().stream().collect(Collectors.toMap(Host::name, Function.identity()));
    this.byIpVersion =
        Stream.of(4, 6)
            .collect(
                Collectors.toMap(
                    version -> version, version -> new Reachability(only(version, segmentation))));
  }

  static ExpectedDelivery ofPlan(FleetPlan fleet) {
    return new ExpectedDelivery(PlannedNetworkModel.of(fleet));
  }

  /** With a rule in each group that lets everything in, and one that lets everything out. */
  static ExpectedDelivery ofPlanWithEverythingOpen(FleetPlan fleet) {
    NetworkModel plan = PlannedNetworkModel.of(fleet);
    List<Group> open = plan.groups().stream().map(ExpectedDelivery::opened).toList();
    return new ExpectedDelivery(new NetworkModel(plan.hosts(), open));
  }

  /** Of another network, a machine's own address is nobody's: it is reached by its targets. */
  boolean delivers(Packet packet) {
    Host to = machine(packet.to());
    boolean targeted =
        to.targets().stream().anyMatch(one -> one.toString().equals(packet.destination() + "/32"));
    return (packet.isInOneCluster() || targeted)
        && byIpVersion
            .get(packet.ipVersion())
            .traffic(machine(packet.from()), to)
            .contains(traffic(packet));
  }

  private Host machine(Packet.Server server) {
    return machines.get(new Peer.Group(server.cluster(), server.node().role()).name());
  }

  private static TrafficSet traffic(Packet packet) {
    return switch (packet.protocol()) {
      case ICMP, ICMP6 -> TrafficSet.icmpCode(packet.protocol(), packet.port(), 0);
      case VRRP -> TrafficSet.protocol(VRRP);
      default -> TrafficSet.ports(packet.protocol(), packet.port(), packet.port());
    };
  }

  private static NetworkModel only(int version, NetworkModel segmentation) {
    return new NetworkModel(
        segmentation.hosts(),
        segmentation.groups().stream()
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
        Remote everybody = new Remote.Prefix(IpPrefix.all(version));
        rules.add(new Rule("open", direction, version, everybody, TrafficSet.ALL, "a test", ""));
      }
    }
    return new Group(group.name(), rules);
  }
}
