package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds small segmentations in the fewest words. */
final class Model {
  private final List<Host> machines = new ArrayList<>();
  private final Map<String, List<Rule>> groups = new TreeMap<>();

  /** In a network of its own, with the same addresses inside and outside, in its own group. */
  Model machine(String name, @Nullable Environment environment, String... addresses) {
    return machine(name, environment, name, List.of(name), List.of(addresses), List.of(addresses));
  }

  Model machine(
      String name,
      @Nullable Environment environment,
      String network,
      List<String> groups,
      List<String> inside,
      List<String> outside) {
    machines.add(
        new Host(
            name,
            Optional.ofNullable(environment),
            network,
            prefixes(inside),
            groups,
            prefixes(outside),
            prefixes(outside)));
    groups.forEach(group -> this.groups.computeIfAbsent(group, one -> new ArrayList<>()));
    return this;
  }

  Model in(String group, String remote, TrafficSet traffic) {
    return rule(group, Direction.INGRESS, remote, traffic);
  }

  Model out(String group, String remote, TrafficSet traffic) {
    return rule(group, Direction.EGRESS, remote, traffic);
  }

  private Model rule(String group, Direction direction, String remote, TrafficSet traffic) {
    groups.computeIfAbsent(group, one -> new ArrayList<>()).add(rule(direction, remote, traffic));
    return this;
  }

  Model add(String group, Rule rule) {
    groups.computeIfAbsent(group, one -> new ArrayList<>()).add(rule);
    return this;
  }

  /** A remote with a slash is a prefix, else a group, for IPv4. */
  static Rule rule(Direction direction, String remote, TrafficSet traffic) {
    boolean prefix = remote.contains("/");
    Remote other = prefix ? new Remote.Prefix(IpPrefix.parse(remote)) : new Remote.Group(remote);
    int version = prefix ? IpPrefix.parse(remote).version() : 4;
    String name = direction.name().charAt(0) + " " + remote + " " + traffic;
    return new Rule(name, direction, version, other, traffic, "because", "");
  }

  NetworkModel build() {
    return new NetworkModel(
        machines,
        groups.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue()))
            .toList());
  }

  Reachability reachability() {
    return new Reachability(build());
  }

  Host get(String name) {
    return machines.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<IpPrefix> prefixes(List<String> texts) {
    return texts.stream().map(text -> IpPrefix.parse(text)).toList();
  }
}
