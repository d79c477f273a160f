package dev.slipway.drift;

import dev.slipway.plan.security.reachability.CrossEnvironmentRule;
import dev.slipway.plan.security.reachability.Hop;
import dev.slipway.plan.security.reachability.Hop.MatchedRule;
import dev.slipway.plan.security.reachability.NetworkModel;
import dev.slipway.plan.security.reachability.NetworkPath;
import dev.slipway.plan.security.reachability.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The proof that no environment reaches another, over the live rules. */
final class ReachabilityFindings {
  private static final String NO_WAY = "no way between environments";

  private final FixCommands cures;
  private final List<Finding> causes;

  private ReachabilityFindings(FixCommands cures, List<Finding> causes) {
    this.cures = cures;
    this.causes = causes;
  }

  /** {@code causes}: the differences that were found, with the cures of their rules. */
  static List<Finding> of(NetworkModel live, FixCommands cures, List<Finding> causes) {
    ReachabilityFindings proof = new ReachabilityFindings(cures, List.copyOf(causes));
    Reachability reachability = new Reachability(live);
    List<Finding> findings = new ArrayList<>();
    reachability.crossEnvironmentPaths().forEach(path -> findings.add(proof.way(path)));
    reachability.crossEnvironmentRules().forEach(opening -> findings.add(proof.half(opening)));
    return findings;
  }

  private Finding way(NetworkPath path) {
    List<MatchedRule> gates = path.hops().stream().flatMap(ReachabilityFindings::gates).toList();
    return new Finding(
        DriftKind.OPEN_WAY,
        path.from().name() + " to " + path.to().name(),
        "",
        NO_WAY,
        path.toString().strip(),
        cure(gates));
  }

  private Finding half(CrossEnvironmentRule opening) {
    return new Finding(
        DriftKind.HALF_OPEN_WAY,
        opening.host().name(),
        opening.matchedRule().rule().name(),
        NO_WAY,
        opening.toString(),
        cure(List.of(opening.matchedRule())));
  }

  private static Stream<MatchedRule> gates(Hop hop) {
    return Stream.of(hop.egress(), hop.ingress());
  }

  /** What is the matter with one of the rules; else the plan itself is open. */
  private String cure(List<MatchedRule> gates) {
    return causes.stream()
        .filter(cause -> gates.stream().anyMatch(gate -> gate.rule().name().equals(cause.id())))
        .map(Finding::fix)
        .findFirst()
        .orElse(cures.check());
  }
}
