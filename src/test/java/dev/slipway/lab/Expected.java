package dev.slipway.lab;

import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.FleetSegmentation;
import dev.slipway.plan.security.reachability.Group;
import dev.slipway.plan.security.reachability.Machine;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.plan.security.reachability.Segmentation;
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
final class Expected {
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;
  private static final int VRRP = 112;

  private final Map<String, Machine> machines;
  private final Map<Integer, Reachability> byIpVersion;

  private Expected(Segmentation segmentation) {
    this.machines =
        segmentation.machines().stream()
            .collect(Collectors.toMap(Machine::name, Function.identity()));
    this.byIpVersion =
        Stream.of(4, 6)
            .collect(
                Collectors.toMap(
                    version -> version, version -> new Reachability(only(version, segmentation))));
  }

  static Expected ofPlan(FleetPlan fleet) {
    return new Expected(FleetSegmentation.of(fleet));
  }

  /** With a rule in each group that lets everything in, and one that lets everything out. */
  static Expected ofPlanWithEverythingOpen(FleetPlan fleet) {
    Segmentation plan = FleetSegmentation.of(fleet);
    List<Group> open = plan.groups().stream().map(Expected::opened).toList();
    return new Expected(new Segmentation(plan.machines(), open));
  }

  /** Of another network, a machine's own address is nobody's: it is reached by its targets. */
  boolean delivers(Packet packet) {
    Machine to = machine(packet.to());
    boolean targeted =
        to.targets().stream().anyMatch(one -> one.toString().equals(packet.destination() + "/32"));
    return (packet.isInOneCluster() || targeted)
        && byIpVersion
            .get(packet.ipVersion())
            .traffic(machine(packet.from()), to)
            .contains(traffic(packet));
  }

  private Machine machine(Packet.Server server) {
    return machines.get(new Peer.Group(server.cluster(), server.node().role()).name());
  }

  private static TrafficSet traffic(Packet packet) {
    return switch (packet.protocol()) {
      case ICMP, ICMP6 -> TrafficSet.codes(packet.protocol(), packet.port(), 0);
      case VRRP -> TrafficSet.protocol(VRRP);
      default -> TrafficSet.ports(packet.protocol(), packet.port(), packet.port());
    };
  }

  private static Segmentation only(int version, Segmentation segmentation) {
    return new Segmentation(
        segmentation.machines(),
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
        rules.add(new Rule("open", direction, version, everybody, TrafficSet.ALL, "a test"));
      }
    }
    return new Group(group.name(), rules);
  }
}
