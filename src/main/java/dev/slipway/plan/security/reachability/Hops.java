package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.security.reachability.Hop.Gate;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who reaches whom in one step: what one side lets out and the other lets in. */
final class Hops {
  private final Map<String, Group> groups = new HashMap<>();
  private final Map<String, List<IpPrefix>> members = new HashMap<>();

  Hops(Segmentation segmentation) {
    segmentation.groups().forEach(group -> groups.put(group.name(), group));
    for (Machine machine : segmentation.machines()) {
      for (String group : machine.groups()) {
        members.computeIfAbsent(group, name -> new ArrayList<>()).addAll(machine.addresses());
      }
    }
  }

  Optional<Hop> between(Machine from, Machine to) {
    List<Gate> leaving = open(from, Direction.EGRESS, to, to.reachedFrom(from));
    List<Gate> entering =
        leaving.isEmpty() ? List.of() : open(to, Direction.INGRESS, from, from.seenFrom(to));
    TrafficSet traffic = TrafficSet.NONE;
    Gate leaves = null;
    Gate enters = null;
    for (Gate out : leaving) {
      for (Gate in : entering) {
        TrafficSet both = common(out.rule(), in.rule());
        if (!both.isEmpty() && leaves == null) {
          leaves = out;
          enters = in;
        }
        traffic = traffic.or(both);
      }
    }
    return hop(from, to, traffic, leaves, enters);
  }

  private static Optional<Hop> hop(
      Machine from, Machine to, TrafficSet traffic, @Nullable Gate leaves, @Nullable Gate enters) {
    return leaves == null || enters == null
        ? Optional.empty()
        : Optional.of(new Hop(from, to, traffic, leaves, enters));
  }

  private static TrafficSet common(Rule out, Rule in) {
    return out.ipVersion() == in.ipVersion() ? out.traffic().and(in.traffic()) : TrafficSet.NONE;
  }

  /** The machine's rules for a direction, with the groups that have them. */
  Stream<Gate> gates(Machine machine, Direction direction) {
    return machine.groups().stream()
        .map(groups::get)
        .flatMap(group -> gates(group))
        .filter(gate -> gate.rule().direction() == direction);
  }

  private static Stream<Gate> gates(Group group) {
    return group.rules().stream().map(rule -> new Gate(group.name(), rule));
  }

  /** What a rule's other side stands for. */
  List<IpPrefix> addresses(Remote remote) {
    return remote instanceof Remote.Prefix prefix
        ? List.of(prefix.prefix())
        : members.getOrDefault(remote.toString(), List.of());
  }

  private List<Gate> open(
      Machine machine, Direction direction, Machine other, List<IpPrefix> seen) {
    return gates(machine, direction)
        .filter(gate -> isFor(gate.rule(), machine, other, seen))
        .toList();
  }

  /** In its own network a member of a group is one by whatever address it has. */
  private boolean isFor(Rule rule, Machine machine, Machine other, List<IpPrefix> seen) {
    boolean member = machine.isBeside(other) && other.groups().contains(rule.remote().toString());
    return member
        || addresses(rule.remote()).stream()
            .filter(prefix -> prefix.version() == rule.ipVersion())
            .anyMatch(prefix -> seen.stream().anyMatch(prefix::overlaps));
  }
}
