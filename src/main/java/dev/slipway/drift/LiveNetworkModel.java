package dev.slipway.drift;

import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LivePort;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRemote;
import dev.slipway.drift.live.LiveRule;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.Group;
import dev.slipway.plan.security.reachability.Host;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.Rule;
import dev.slipway.plan.security.reachability.Rule.Remote;
import dev.slipway.plan.security.reachability.TrafficSet;
import dev.slipway.value.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Network model with live data for one cluster and planned data for the others: a project's
 * credential cannot read other projects.
 */
final class LiveNetworkModel {
  private static final List<IpPrefix> EVERYWHERE = List.of(IpPrefix.ALL_IPV4, IpPrefix.ALL_IPV6);

  private final LiveProject live;
  private final GroupMatching groups;
  private final ClusterPlan plan;

  private LiveNetworkModel(LiveProject live, GroupMatching groups, ClusterPlan plan) {
    this.live = live;
    this.groups = groups;
    this.plan = plan;
  }

  static NetworkModel of(
      LiveProject live, GroupMatching groups, FleetPlan fleet, ClusterPlan plan) {
    LiveNetworkModel model = new LiveNetworkModel(live, groups, plan);
    List<ClusterPlan> others =
        fleet.clusters().stream().filter(cluster -> !cluster.name().equals(plan.name())).toList();
    return new NetworkModel(
        Stream.concat(model.hosts(), others.stream().flatMap(PlannedNetworkModel::hosts)).toList(),
        Stream.concat(
                model.groups(),
                others.stream()
                    .flatMap(cluster -> cluster.securityGroups().stream())
                    .map(PlannedNetworkModel::group))
            .toList());
  }

  private Stream<Host> hosts() {
    return live.ports().stream().filter(live::isOfServer).map(this::host);
  }

  private Stream<Group> groups() {
    Stream<Group> unfiltered =
        live.ports().stream()
            .filter(port -> !isFiltered(port))
            .map(port -> allowingAll(port.id(), port.id(), "port is not filtered"));
    return Stream.of(unfiltered, unreadableGroups(), live.groups().stream().map(this::group))
        .flatMap(Function.identity());
  }

  private Host host(LivePort port) {
    boolean filtered = isFiltered(port);
    List<IpPrefix> own = port.sourcePrefixes();
    return new Host(
        "%s (%s)".formatted(port.name().isEmpty() ? "port" : port.name(), port.id()),
        Optional.of(plan.environment()),
        port.networkId(),
        filtered ? own : Stream.concat(own.stream(), EVERYWHERE.stream()).toList(),
        filtered ? port.groups().stream().map(groups::displayName).toList() : List.of(port.id()),
        live.sources(port),
        live.targets(port));
  }

  private Group group(LiveGroup group) {
    return new Group(
        groups.displayName(group.id()), group.rules().stream().flatMap(this::rules).toList());
  }

  /** Returns one rule, or one for each prefix of an address group. */
  private Stream<Rule> rules(LiveRule rule) {
    if (rule.remote() instanceof LiveRemote.AddressGroup group) {
      return live.addressGroups().getOrDefault(group.id(), List.of()).stream()
          .map(IpPrefix::parseLenient)
          .map(prefix -> rule(rule, new Remote.Prefix(prefix)));
    }
    if (rule.remote() instanceof LiveRemote.Group group && hasReadableMembers(group.id())) {
      return Stream.of(rule(rule, new Remote.Group(groups.displayName(group.id()))));
    }
    IpPrefix prefix =
        rule.remote() instanceof LiveRemote.Prefix remote
            ? remote.prefix()
            : IpPrefix.all(rule.ipVersion());
    return Stream.of(rule(rule, new Remote.Prefix(prefix)));
  }

  /** The members of another project's group cannot be read: the rule counts as any address. */
  private boolean hasReadableMembers(String groupId) {
    return live.group(groupId).filter(group -> group.projectId().equals(live.id())).isPresent();
  }

  private static Rule rule(LiveRule rule, Remote remote) {
    String reason = rule.description().isEmpty() ? "no description" : rule.description();
    return new Rule(
        rule.id(), rule.direction(), rule.ipVersion(), remote, rule.traffic(), reason, "");
  }

  private static boolean isFiltered(LivePort port) {
    return port.portSecurityEnabled() && !port.isTrusted();
  }

  /** Groups that the credential cannot read count as allowing everything. */
  private Stream<Group> unreadableGroups() {
    return live.ports().stream()
        .flatMap(port -> port.groups().stream())
        .distinct()
        .filter(id -> live.group(id).isEmpty())
        .map(id -> allowingAll(groups.displayName(id), id, "its rules cannot be read"));
  }

  /** {@code id}: of the object to fix; it becomes the name of the rules. */
  private static Group allowingAll(String name, String id, String why) {
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
