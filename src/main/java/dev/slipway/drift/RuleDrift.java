package dev.slipway.drift;

import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LiveRemote;
import dev.slipway.drift.live.LiveRule;
import dev.slipway.plan.model.SecurityGroupPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One group's rules. Wording is not compared: Neutron cannot change it, and it lets nothing pass.
 */
final class RuleDrift {
  private static final String NO_RULE = "no such rule";

  private final GroupMatching ours;
  private final FixCommands cures;
  private final LiveGroup group;
  private final List<RuleSignature> missing = new ArrayList<>();
  private final List<LiveRule> foreign = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private RuleDrift(
      GroupMatching ours, FixCommands cures, LiveGroup group, SecurityGroupPlan plan) {
    this.ours = ours;
    this.cures = cures;
    this.group = group;
    plan.rules().stream().map(RuleSignature::of).forEach(missing::add);
    for (LiveRule rule : group.rules()) {
      if (!missing.remove(meaning(rule))) {
        foreign.add(rule);
      }
    }
  }

  static List<Finding> of(
      GroupMatching ours, FixCommands cures, LiveGroup group, SecurityGroupPlan plan) {
    RuleDrift drift = new RuleDrift(ours, cures, group, plan);
    drift.foreign.forEach(drift::foreign);
    drift.missing.forEach(drift::missing);
    return drift.findings;
  }

  private void foreign(LiveRule rule) {
    Optional<RuleSignature> before =
        difference(rule) == DriftKind.FOREIGN_RULE ? editOf(rule) : Optional.empty();
    before.ifPresent(missing::remove);
    String delete = cures.deleteRule(rule.id());
    findings.add(
        new Finding(
            before.isPresent() ? DriftKind.CHANGED_RULE : difference(rule),
            "security group " + group.name(),
            rule.id(),
            before.map(RuleSignature::toString).orElse(NO_RULE),
            meaning(rule).toString(),
            before.isPresent() ? FixCommands.then(delete, cures.pulumi()) : delete));
  }

  private void missing(RuleSignature rule) {
    findings.add(
        new Finding(
            DriftKind.MISSING_RULE,
            "security group " + group.name(),
            "",
            rule.toString(),
            NO_RULE,
            cures.pulumi()));
  }

  private Optional<RuleSignature> editOf(LiveRule rule) {
    return missing.stream().filter(meaning(rule)::isEditOf).findFirst();
  }

  private RuleSignature meaning(LiveRule rule) {
    return RuleSignature.of(rule, ours::displayName);
  }

  private static DriftKind difference(LiveRule rule) {
    if (rule.remote() instanceof LiveRemote.Anybody) {
      return DriftKind.RULE_WITHOUT_PREFIX;
    }
    return rule.remote() instanceof LiveRemote.AddressGroup
        ? DriftKind.RULE_BY_ADDRESS_GROUP
        : DriftKind.FOREIGN_RULE;
  }
}
