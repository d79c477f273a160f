package dev.slipway.drift;

import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.ReachabilityReport;
import dev.slipway.plan.security.reachability.ReachabilityReport.Violation;
import java.util.List;

/** Finds violations of environment separation by the live rules. */
final class ReachabilityFindings {
  private final FixCommands fixes;
  private final FindingCollector findings;
  private final List<Finding> causes;

  /** {@code findings}: contains the differences of rules and ports, with their fixes. */
  ReachabilityFindings(FixCommands fixes, FindingCollector findings) {
    this.fixes = fixes;
    this.findings = findings;
    this.causes = findings.findings();
  }

  void add(NetworkModel live) {
    ReachabilityReport report = ReachabilityReport.of(new Reachability(live));
    report.paths().forEach(path -> add(DriftKind.CROSS_ENVIRONMENT_PATH, "", path));
    report
        .rules()
        .forEach(
            rule -> add(DriftKind.CROSS_ENVIRONMENT_RULE, rule.rules().get(0).rule().name(), rule));
  }

  private void add(DriftKind kind, String id, Violation violation) {
    findings.add(
        kind,
        violation.title(),
        id,
        "no " + kind.text(),
        violation.description().strip(),
        fix(violation));
  }

  /** Returns the fix of the first rule with a finding; if none has one, the plan is wrong. */
  private String fix(Violation violation) {
    List<String> rules = violation.rules().stream().map(matched -> matched.rule().name()).toList();
    return causes.stream()
        .filter(cause -> rules.contains(cause.id()))
        .map(Finding::fix)
        .findFirst()
        .orElse(fixes.check());
  }
}
