package dev.slipway.drift;

import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LivePort;
import dev.slipway.drift.live.LiveProject;
import dev.slipway.drift.live.LiveRbacPolicy;
import dev.slipway.drift.live.LiveRule;
import dev.slipway.plan.model.SecurityGroupPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares security groups, and finds objects that other projects may use. */
final class GroupDrift {
  /** Types whose use by another project lets its servers in, with the name that users see. */
  private static final Map<String, String> SHAREABLE =
      Map.of(
          "security_group", "security group",
          "network", "network",
          "address_group", "address group");

  private final LiveProject live;
  private final GroupMatching groups;
  private final FixCommands fixes;
  private final FindingCollector findings;

  GroupDrift(LiveProject live, GroupMatching groups, FixCommands fixes, FindingCollector findings) {
    this.live = live;
    this.groups = groups;
    this.fixes = fixes;
    this.findings = findings;
  }

  void compare(List<SecurityGroupPlan> plans) {
    plans.forEach(this::compare);
    live.groups().stream()
        .filter(group -> group.projectId().equals(live.id()) && !groups.isManaged(group.id()))
        .forEach(this::notPlanned);
    live.rbacPolicies().stream()
        .filter(policy -> SHAREABLE.containsKey(policy.type()))
        .forEach(this::shared);
  }

  private void compare(SecurityGroupPlan plan) {
    String where = "security group " + plan.name();
    LiveGroup group = groups.live(plan.name()).orElse(null);
    if (group == null) {
      findings.add(
          DriftKind.MISSING_GROUP, where, "", "the group", "no such group", fixes.pulumi());
      return;
    }
    if (!group.stateful()) {
      findings.add(
          DriftKind.STATELESS_GROUP,
          where,
          group.id(),
          "stateful: replies are allowed automatically",
          "stateless: replies need rules",
          fixes.makeStateful(group.id(), members(group)));
    }
    new RuleDrift(groups, fixes, findings).compare(group, plan);
  }

  private void notPlanned(LiveGroup group) {
    String where = "security group " + group.name();
    String rules = description(group.rules());
    if (!groups.isDefault(group)) {
      String fix = fixes.deleteGroup(group.id());
      findings.add(DriftKind.UNKNOWN_GROUP, where, group.id(), "no such group", rules, fix);
    } else if (!group.rules().isEmpty()) {
      String fix = fixes.clearDefaultGroup();
      findings.add(DriftKind.RULES_IN_DEFAULT_GROUP, where, group.id(), "no rule", rules, fix);
    }
  }

  private void shared(LiveRbacPolicy policy) {
    String target = policy.target().equals("*") ? "every project" : "project " + policy.target();
    findings.add(
        DriftKind.SHARED,
        SHAREABLE.get(policy.type()) + " " + objectName(policy),
        policy.id(),
        "used by this project only",
        "may be used by " + target,
        fixes.deleteRbacPolicy(policy.id()));
  }

  private List<String> members(LiveGroup group) {
    return live.ports().stream()
        .filter(port -> port.groups().contains(group.id()))
        .map(LivePort::id)
        .toList();
  }

  private String objectName(LiveRbacPolicy policy) {
    return switch (policy.type()) {
      case "security_group" -> groups.displayName(policy.objectId());
      case "network" -> live.networkName(policy.objectId());
      default -> policy.objectId();
    };
  }

  private String description(List<LiveRule> rules) {
    return rules.isEmpty()
        ? "a group without rules"
        : rules.stream()
            .map(rule -> RuleSignature.of(rule, groups::displayName).toString())
            .sorted()
            .collect(Collectors.joining("; "));
  }
}
