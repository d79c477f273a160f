package dev.slipway.plan.security.reachability;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the proof looks at: the fleet's machines and what their groups let pass, as planned or
 * as a cloud has it. Groups are stateful, so that only first packets matter; what no rule lets pass
 * is dropped.
 *
 * @param groups each that a machine is in or that a rule names, once
 */
public record NetworkModel(List<Host> hosts, List<Group> groups) {

  /** Copies the lists; refuses a machine whose group is not there, since nobody knows its rules. */
  public NetworkModel {
    hosts = List.copyOf(hosts);
    groups = List.copyOf(groups);
    Set<String> known = groups.stream().map(Group::name).collect(Collectors.toSet());
    for (Host machine : hosts) {
      if (!known.containsAll(machine.groups())) {
        throw new IllegalArgumentException(
            machine.name() + " is in groups " + machine.groups() + ", of which not all are there");
      }
    }
  }
}
