package dev.slipway.drift;

import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRemote;
import dev.slipway.plan.model.SecurityGroupPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which live security group is which planned one. */
final class GroupMatching {
  private final LiveProject live;
  private final Map<String, LiveGroup> byName = new TreeMap<>();

  /** Names are not unique in Neutron: of two groups of a name the older is ours. */
  GroupMatching(LiveProject live, List<SecurityGroupPlan> plans) {
    this.live = live;
    for (SecurityGroupPlan plan : plans) {
      live.groups().stream()
          .filter(group -> group.projectId().equals(live.id()) && group.name().equals(plan.name()))
          .min(Comparator.comparing(LiveGroup::created).thenComparing(LiveGroup::id))
          .ifPresent(group -> byName.put(plan.name(), group));
    }
  }

  /** The live group of a planned one. */
  Optional<LiveGroup> live(String planned) {
    return Optional.ofNullable(byName.get(planned));
  }

  boolean isManaged(String groupId) {
    return byName.values().stream().anyMatch(group -> group.id().equals(groupId));
  }

  boolean isDefault(LiveGroup group) {
    return group.projectId().equals(live.id()) && group.name().equals(LiveGroup.DEFAULT);
  }

  boolean isDefault(String groupId) {
    return live.group(groupId).filter(this::isDefault).isPresent();
  }

  /** As the plan calls it; a group that is not planned has its id beside its name. */
  String displayName(String groupId) {
    return live.group(groupId)
        .map(group -> isManaged(groupId) ? group.name() : group.name() + " (" + groupId + ")")
        .orElse("group " + groupId);
  }

  /** The other side of a rule, as the plan writes it. */
  String displayName(LiveRemote remote) {
    if (remote instanceof LiveRemote.Prefix prefix) {
      return prefix.prefix().toString();
    }
    if (remote instanceof LiveRemote.Group group) {
      return displayName(group.id());
    }
    if (remote instanceof LiveRemote.AddressGroup group) {
      List<String> addresses = live.addressGroups().getOrDefault(group.id(), List.of());
      return "address group " + group.id() + " (now " + String.join(", ", addresses) + ")";
    }
    return "anybody";
  }
}
