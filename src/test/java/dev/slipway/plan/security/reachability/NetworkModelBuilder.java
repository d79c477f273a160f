package dev.slipway.plan.security.reachability;

import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.Rule.Remote;
import dev.slipway.value.Environment;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A builder of small network models. */
final class NetworkModelBuilder {
  private final List<Host> hosts = new ArrayList<>();
  private final Map<String, List<Rule>> groups = new TreeMap<>();

  /** Adds a host in its own network and group; internal and external addresses are the same. */
  NetworkModelBuilder host(String name, @Nullable Environment environment, String... addresses) {
    return host(name, environment, name, List.of(name), List.of(addresses), List.of(addresses));
  }

  NetworkModelBuilder host(
      String name,
      @Nullable Environment environment,
      String network,
      List<String> groups,
      List<String> addresses,
      List<String> externalAddresses) {
    hosts.add(
        new Host(
            name,
            Optional.ofNullable(environment),
            network,
            prefixes(addresses),
            groups,
            prefixes(externalAddresses),
            prefixes(externalAddresses)));
    groups.forEach(group -> this.groups.computeIfAbsent(group, one -> new ArrayList<>()));
    return this;
  }

  NetworkModelBuilder in(String group, String remote, TrafficSet traffic) {
    return rule(group, Direction.INGRESS, remote, traffic);
  }

  NetworkModelBuilder out(String group, String remote, TrafficSet traffic) {
    return rule(group, Direction.EGRESS, remote, traffic);
  }

  private NetworkModelBuilder rule(
      String group, Direction direction, String remote, TrafficSet traffic) {
    groups.computeIfAbsent(group, one -> new ArrayList<>()).add(rule(direction, remote, traffic));
    return this;
  }

  NetworkModelBuilder add(String group, Rule rule) {
    groups.computeIfAbsent(group, one -> new ArrayList<>()).add(rule);
    return this;
  }

  /** Returns a rule for a prefix, or for IPv4 and a group if the remote has no slash. */
  static Rule rule(Direction direction, String remote, TrafficSet traffic) {
    boolean prefix = remote.contains("/");
    Remote other = prefix ? new Remote.Prefix(IpPrefix.parse(remote)) : new Remote.Group(remote);
    int version = prefix ? IpPrefix.parse(remote).version() : 4;
    String name = direction.name().charAt(0) + " " + remote + " " + traffic;
    return new Rule(name, direction, version, other, traffic, "because", "");
  }

  NetworkModel build() {
    return new NetworkModel(
        hosts,
        groups.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue()))
            .toList());
  }

  Reachability reachability() {
    return new Reachability(build());
  }

  Host get(String name) {
    return hosts.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<IpPrefix> prefixes(List<String> texts) {
    return texts.stream().map(text -> IpPrefix.parse(text)).toList();
  }
}
