package dev.slipway.drift;

import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.ReachabilityReport;
import dev.slipway.plan.security.reachability.ReachabilityReport.Violation;
import java.util.List;
import java.util.stream.Stream;

/** Violations of environment separation by the live rules. */
final class ReachabilityFindings {
  private final FixCommands fixes;
  private final List<Finding> causes;

  private ReachabilityFindings(FixCommands fixes, List<Finding> causes) {
    this.fixes = fixes;
    this.causes = causes;
  }

  /** {@code causes}: the differences that were found, with the fixes of their rules. */
  static List<Finding> of(NetworkModel live, FixCommands fixes, List<Finding> causes) {
    ReachabilityFindings findings = new ReachabilityFindings(fixes, List.copyOf(causes));
    ReachabilityReport report = ReachabilityReport.of(new Reachability(live));
    return Stream.concat(
            report.paths().stream().map(findings::path),
            report.rules().stream().map(findings::rule))
        .toList();
  }

  private Finding path(Violation path) {
    return finding(DriftKind.OPEN_WAY, "", path);
  }

  private Finding rule(Violation rule) {
    return finding(DriftKind.HALF_OPEN_WAY, rule.rules().get(0).rule().name(), rule);
  }

  private Finding finding(DriftKind kind, String id, Violation violation) {
    return new Finding(
        kind,
        violation.title(),
        id,
        "no way between environments",
        violation.description().strip(),
        fix(violation));
  }

  /** Returns the fix of one of the rules; where none differs, the plan itself is at fault. */
  private String fix(Violation violation) {
    return causes.stream()
        .filter(
            cause ->
                violation.rules().stream().anyMatch(one -> one.rule().name().equals(cause.id())))
        .map(Finding::fix)
        .findFirst()
        .orElse(fixes.check());
  }
}
