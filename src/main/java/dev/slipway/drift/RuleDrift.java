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

  private final Ours ours;
  private final Cures cures;
  private final LiveGroup group;
  private final List<RuleMeaning> missing = new ArrayList<>();
  private final List<LiveRule> foreign = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private RuleDrift(Ours ours, Cures cures, LiveGroup group, SecurityGroupPlan plan) {
    this.ours = ours;
    this.cures = cures;
    this.group = group;
    plan.rules().stream().map(RuleMeaning::of).forEach(missing::add);
    for (LiveRule rule : group.rules()) {
      if (!missing.remove(meaning(rule))) {
        foreign.add(rule);
      }
    }
  }

  static List<Finding> of(Ours ours, Cures cures, LiveGroup group, SecurityGroupPlan plan) {
    RuleDrift drift = new RuleDrift(ours, cures, group, plan);
    drift.foreign.forEach(drift::foreign);
    drift.missing.forEach(drift::missing);
    return drift.findings;
  }

  private void foreign(LiveRule rule) {
    Optional<RuleMeaning> before =
        difference(rule) == Difference.FOREIGN_RULE ? editOf(rule) : Optional.empty();
    before.ifPresent(missing::remove);
    String delete = cures.deleteRule(rule.id());
    findings.add(
        new Finding(
            before.isPresent() ? Difference.CHANGED_RULE : difference(rule),
            "security group " + group.name(),
            rule.id(),
            before.map(RuleMeaning::toString).orElse(NO_RULE),
            meaning(rule).toString(),
            before.isPresent() ? Cures.then(delete, cures.pulumi()) : delete));
  }

  private void missing(RuleMeaning rule) {
    findings.add(
        new Finding(
            Difference.MISSING_RULE,
            "security group " + group.name(),
            "",
            rule.toString(),
            NO_RULE,
            cures.pulumi()));
  }

  private Optional<RuleMeaning> editOf(LiveRule rule) {
    return missing.stream().filter(meaning(rule)::isEditOf).findFirst();
  }

  private RuleMeaning meaning(LiveRule rule) {
    return RuleMeaning.of(rule, ours::name);
  }

  private static Difference difference(LiveRule rule) {
    if (rule.remote() instanceof LiveRemote.Anybody) {
      return Difference.RULE_WITHOUT_PREFIX;
    }
    return rule.remote() instanceof LiveRemote.AddressGroup
        ? Difference.RULE_BY_ADDRESS_GROUP
        : Difference.FOREIGN_RULE;
  }
}
