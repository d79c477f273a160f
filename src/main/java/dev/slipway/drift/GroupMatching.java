package dev.slipway.drift;

import dev.slipway.cloud.DefaultSecurityGroup;
import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRemote;
import dev.slipway.plan.model.SecurityGroupPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Matches live security groups to planned ones by name. */
final class GroupMatching {
  private final LiveProject live;
  private final Map<String, LiveGroup> byName = new TreeMap<>();

  /** Names are not unique in Neutron: of two groups with a planned name, the older one matches. */
  GroupMatching(LiveProject live, List<SecurityGroupPlan> plans) {
    this.live = live;
    for (SecurityGroupPlan plan : plans) {
      live.groups().stream()
          .filter(group -> group.projectId().equals(live.id()) && group.name().equals(plan.name()))
          .min(Comparator.comparing(LiveGroup::created).thenComparing(LiveGroup::id))
          .ifPresent(group -> byName.put(plan.name(), group));
    }
  }

  /** Returns the live group of a planned one. */
  Optional<LiveGroup> live(String plannedName) {
    return Optional.ofNullable(byName.get(plannedName));
  }

  boolean isManaged(String groupId) {
    return byName.values().stream().anyMatch(group -> group.id().equals(groupId));
  }

  boolean isDefault(LiveGroup group) {
    return group.projectId().equals(live.id()) && group.name().equals(DefaultSecurityGroup.NAME);
  }

  boolean isDefault(String groupId) {
    return live.group(groupId).filter(this::isDefault).isPresent();
  }

  /** Returns the name in the plan; for an unplanned group, the name with the id. */
  String displayName(String groupId) {
    return live.group(groupId)
        .map(group -> isManaged(groupId) ? group.name() : group.name() + " (" + groupId + ")")
        .orElse("group " + groupId);
  }

  /** Returns the remote side of a rule in the same form as the plan's. */
  String displayName(LiveRemote remote) {
    if (remote instanceof LiveRemote.Prefix prefix) {
      return prefix.prefix().toString();
    }
    if (remote instanceof LiveRemote.Group group) {
      return displayName(group.id());
    }
    if (remote instanceof LiveRemote.AddressGroup group) {
      List<String> addresses = live.addressGroups().getOrDefault(group.id(), List.of());
      return "address group %s (now %s)".formatted(group.id(), String.join(", ", addresses));
    }
    return "any address";
  }
}
