package dev.slipway.drift;

import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LivePort;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRemote;
import dev.slipway.drift.live.LiveRule;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.model.SecurityRule.Remote;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Group;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the proof looks at, with one cluster as Neutron has it: its credential sees no other
 * project, so the others are as planned.
 */
final class LiveNetworkModel {
  private static final List<IpPrefix> EVERYWHERE = List.of(IpPrefix.ALL_IPV4, IpPrefix.ALL_IPV6);

  private final LiveProject live;
  private final GroupMatching ours;
  private final ClusterPlan plan;

  private LiveNetworkModel(LiveProject live, GroupMatching ours, ClusterPlan plan) {
    this.live = live;
    this.ours = ours;
    this.plan = plan;
  }

  static NetworkModel of(LiveProject live, GroupMatching ours, FleetPlan fleet, ClusterPlan plan) {
    LiveNetworkModel here = new LiveNetworkModel(live, ours, plan);
    List<ClusterPlan> others =
        fleet.clusters().stream().filter(cluster -> !cluster.name().equals(plan.name())).toList();
    List<Host> machines = new ArrayList<>();
    live.ports().stream().filter(live::isOfServer).map(here::machine).forEach(machines::add);
    others.stream().flatMap(PlannedNetworkModel::hosts).forEach(machines::add);
    List<Group> groups = new ArrayList<>();
    live.ports().stream()
        .filter(port -> !isFiltered(port))
        .map(port -> everything(port.id(), port.id(), "nothing filters it"))
        .forEach(groups::add);
    here.unseen().forEach(groups::add);
    live.groups().stream().map(here::group).forEach(groups::add);
    others.stream()
        .flatMap(cluster -> fleet.securityGroups(cluster).stream())
        .map(PlannedNetworkModel::group)
        .forEach(groups::add);
    return new NetworkModel(machines, groups);
  }

  private Host machine(LivePort port) {
    boolean filtered = isFiltered(port);
    List<IpPrefix> own = port.sourcePrefixes();
    return new Host(
        (port.name().isEmpty() ? "port" : port.name()) + " (" + port.id() + ")",
        Optional.of(plan.environment()),
        port.networkId(),
        filtered ? own : Stream.concat(own.stream(), EVERYWHERE.stream()).toList(),
        filtered ? port.groups().stream().map(ours::displayName).toList() : List.of(port.id()),
        live.sources(port),
        live.targets(port));
  }

  private Group group(LiveGroup group) {
    return new Group(
        ours.displayName(group.id()), group.rules().stream().flatMap(this::rules).toList());
  }

  /** An address group is one rule for each of its prefixes. */
  private Stream<Rule> rules(LiveRule rule) {
    if (rule.remote() instanceof LiveRemote.AddressGroup group) {
      return live.addressGroups().getOrDefault(group.id(), List.of()).stream()
          .map(IpPrefix::parseLenient)
          .map(prefix -> rule(rule, new Remote.Prefix(prefix)));
    }
    if (rule.remote() instanceof LiveRemote.Group group && isOwn(group.id())) {
      return Stream.of(rule(rule, new Remote.Group(ours.displayName(group.id()))));
    }
    IpPrefix prefix =
        rule.remote() instanceof LiveRemote.Prefix named
            ? named.prefix()
            : IpPrefix.all(rule.ipVersion());
    return Stream.of(rule(rule, new Remote.Prefix(prefix)));
  }

  /** Who is in another project's group cannot be seen: it may be anybody. */
  private boolean isOwn(String groupId) {
    return live.group(groupId).filter(group -> group.projectId().equals(live.id())).isPresent();
  }

  private static Rule rule(LiveRule rule, Remote remote) {
    return new Rule(
        rule.id(),
        rule.direction(),
        rule.ipVersion(),
        remote,
        rule.traffic(),
        rule.description(),
        "");
  }

  private static boolean isFiltered(LivePort port) {
    return port.portSecurityEnabled() && !port.isTrusted();
  }

  /** Of a group that the credential does not see, anything may be let pass. */
  private Stream<Group> unseen() {
    return live.ports().stream()
        .flatMap(port -> port.groups().stream())
        .distinct()
        .filter(id -> live.group(id).isEmpty())
        .map(id -> everything(ours.displayName(id), id, "its rules cannot be seen"));
  }

  /** {@code id}: the rules bear it, since it is what has to be healed. */
  private static Group everything(String name, String id, String why) {
    List<Rule> rules = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (IpPrefix prefix : EVERYWHERE) {
        Remote remote = new Remote.Prefix(prefix);
        rules.add(new Rule(id, direction, prefix.version(), remote, TrafficSet.ALL, why, ""));
      }
    }
    return new Group(name, rules);
  }
}
