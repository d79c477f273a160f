package dev.slipway.plan.security.reachability;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts of a fleet and their security groups, planned or read from a cloud. Groups are
 * stateful, so only the first packet of a connection matters. Traffic that no rule allows is
 * dropped.
 *
 * @param groups every group that has a host or that a rule names, without duplicates
 */
public record NetworkModel(List<Host> hosts, List<Group> groups) {

  /** Copies the lists. Throws for a host in an unknown group, whose rules would be missing. */
  public NetworkModel {
    hosts = List.copyOf(hosts);
    groups = List.copyOf(groups);
    Set<String> known = groups.stream().map(Group::name).collect(Collectors.toSet());
    for (Host host : hosts) {
      if (!known.containsAll(host.groups())) {
        throw new IllegalArgumentException(
            host.name() + " is in groups " + host.groups() + ", of which not all are there");
      }
    }
  }
}
