package dev.slipway.drift;

import dev.slipway.drift.live.LiveGroup;
import dev.slipway.drift.live.LiveRemote;
import dev.slipway.drift.live.LiveRule;
import dev.slipway.plan.model.SecurityGroupPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares the rules of one security group. Descriptions are not compared: they allow nothing, and
 * Neutron cannot change them.
 */
final class RuleDrift {
  private static final String NO_RULE = "no such rule";

  private final GroupMatching groups;
  private final FixCommands fixes;
  private final FindingCollector findings;

  RuleDrift(GroupMatching groups, FixCommands fixes, FindingCollector findings) {
    this.groups = groups;
    this.fixes = fixes;
    this.findings = findings;
  }

  void compare(LiveGroup group, SecurityGroupPlan plan) {
    List<RuleSignature> missing =
        plan.rules().stream()
            .map(RuleSignature::of)
            .collect(Collectors.toCollection(ArrayList::new));
    List<LiveRule> foreign =
        group.rules().stream().filter(rule -> !missing.remove(signature(rule))).toList();
    String where = "security group " + group.name();
    foreign.forEach(rule -> foreign(where, rule, missing));
    missing.forEach(rule -> missing(where, rule));
  }

  /** Adds a finding; a planned rule of which this one is an edit no longer counts as missing. */
  private void foreign(String where, LiveRule rule, List<RuleSignature> missing) {
    DriftKind kind = kind(rule);
    RuleSignature signature = signature(rule);
    Optional<RuleSignature> original =
        missing.stream()
            .filter(planned -> kind == DriftKind.FOREIGN_RULE && signature.isEditOf(planned))
            .findFirst();
    original.ifPresent(missing::remove);
    String delete = fixes.deleteRule(rule.id());
    findings.add(
        original.isPresent() ? DriftKind.CHANGED_RULE : kind,
        where,
        rule.id(),
        original.map(RuleSignature::toString).orElse(NO_RULE),
        signature.toString(),
        original.isPresent() ? FixCommands.then(delete, fixes.pulumi()) : delete);
  }

  private void missing(String where, RuleSignature rule) {
    findings.add(DriftKind.MISSING_RULE, where, "", rule.toString(), NO_RULE, fixes.pulumi());
  }

  private RuleSignature signature(LiveRule rule) {
    return RuleSignature.of(rule, groups::displayName);
  }

  private static DriftKind kind(LiveRule rule) {
    if (rule.remote() instanceof LiveRemote.Any) {
      return DriftKind.RULE_WITHOUT_PREFIX;
    }
    return rule.remote() instanceof LiveRemote.AddressGroup
        ? DriftKind.RULE_BY_ADDRESS_GROUP
        : DriftKind.FOREIGN_RULE;
  }
}
