package dev.slipway.drift;

import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LivePort;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRbacPolicy;
import dev.slipway.drift.live.LiveRule;
import dev.slipway.plan.model.SecurityGroupPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The groups themselves, and who else may use them. */
final class GroupDrift {
  /** Objects whose use by another project lets its servers in; with the name that people use. */
  private static final Map<String, String> SHAREABLE =
      Map.of(
          "security_group", "security group",
          "network", "network",
          "address_group", "address group");

  private final LiveProject live;
  private final GroupMatching ours;
  private final FixCommands cures;
  private final List<Finding> findings = new ArrayList<>();

  private GroupDrift(LiveProject live, GroupMatching ours, FixCommands cures) {
    this.live = live;
    this.ours = ours;
    this.cures = cures;
  }

  static List<Finding> of(
      LiveProject live, GroupMatching ours, FixCommands cures, List<SecurityGroupPlan> plans) {
    GroupDrift drift = new GroupDrift(live, ours, cures);
    plans.forEach(drift::planned);
    live.groups().stream()
        .filter(group -> group.projectId().equals(live.id()) && !ours.isManaged(group.id()))
        .forEach(drift::notPlanned);
    live.shares().stream()
        .filter(share -> SHAREABLE.containsKey(share.type()))
        .forEach(drift::shared);
    return drift.findings;
  }

  private void planned(SecurityGroupPlan plan) {
    String where = "security group " + plan.name();
    LiveGroup group = ours.live(plan.name()).orElse(null);
    if (group == null) {
      findings.add(
          new Finding(
              DriftKind.MISSING_GROUP, where, "", "the group", "no such group", cures.pulumi()));
      return;
    }
    if (!group.stateful()) {
      findings.add(
          new Finding(
              DriftKind.STATELESS_GROUP,
              where,
              group.id(),
              "stateful: answers pass by themselves",
              "stateless: each packet is judged alone",
              cures.makeStateful(group.id(), members(group))));
    }
    findings.addAll(RuleDrift.of(ours, cures, group, plan));
  }

  private void notPlanned(LiveGroup group) {
    String where = "security group " + group.name();
    String rules = described(group.rules());
    if (!ours.isDefault(group)) {
      findings.add(
          new Finding(
              DriftKind.UNKNOWN_GROUP,
              where,
              group.id(),
              "no such group",
              rules,
              cures.deleteGroup(group.id())));
    } else if (!group.rules().isEmpty()) {
      findings.add(
          new Finding(
              DriftKind.RULES_IN_DEFAULT_GROUP,
              where,
              group.id(),
              "no rule",
              rules,
              cures.closeDefault()));
    }
  }

  private void shared(LiveRbacPolicy share) {
    String target = share.target().equals("*") ? "every project" : "project " + share.target();
    findings.add(
        new Finding(
            DriftKind.SHARED,
            SHAREABLE.get(share.type()) + " " + name(share),
            share.id(),
            "used by this project alone",
            "may be used by " + target,
            cures.deleteShare(share.id())));
  }

  private List<String> members(LiveGroup group) {
    return live.ports().stream()
        .filter(port -> port.groups().contains(group.id()))
        .map(LivePort::id)
        .toList();
  }

  private String name(LiveRbacPolicy share) {
    return switch (share.type()) {
      case "security_group" -> ours.displayName(share.objectId());
      case "network" -> live.networkName(share.objectId());
      default -> share.objectId();
    };
  }

  private String described(List<LiveRule> rules) {
    return rules.isEmpty()
        ? "a group without rules"
        : rules.stream()
            .map(rule -> RuleSignature.of(rule, ours::displayName).toString())
            .sorted()
            .collect(Collectors.joining("; "));
  }
}
