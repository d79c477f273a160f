package dev.slipway.drift;

import dev.slipway.plan.security.reachability.Hop;
import dev.slipway.plan.security.reachability.Hop.Gate;
import dev.slipway.plan.security.reachability.Opening;
import dev.slipway.plan.security.reachability.Path;
import dev.slipway.plan.security.reachability.Reachability;
import dev.slipway.plan.security.reachability.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The proof that no environment reaches another, over the live rules. */
final class Proof {
  private static final String NO_WAY = "no way between environments";

  private final Cures cures;
  private final List<Finding> causes;

  private Proof(Cures cures, List<Finding> causes) {
    this.cures = cures;
    this.causes = causes;
  }

  /** {@code causes}: the differences that were found, with the cures of their rules. */
  static List<Finding> of(Segmentation live, Cures cures, List<Finding> causes) {
    Proof proof = new Proof(cures, List.copyOf(causes));
    Reachability reachability = new Reachability(live);
    List<Finding> findings = new ArrayList<>();
    reachability.crossings().forEach(path -> findings.add(proof.way(path)));
    reachability.openings().forEach(opening -> findings.add(proof.half(opening)));
    return findings;
  }

  private Finding way(Path path) {
    List<Gate> gates = path.hops().stream().flatMap(Proof::gates).toList();
    return new Finding(
        Difference.OPEN_WAY,
        path.from().name() + " to " + path.to().name(),
        "",
        NO_WAY,
        path.toString().strip(),
        cure(gates));
  }

  private Finding half(Opening opening) {
    return new Finding(
        Difference.HALF_OPEN_WAY,
        opening.machine().name(),
        opening.gate().rule().name(),
        NO_WAY,
        opening.toString(),
        cure(List.of(opening.gate())));
  }

  private static Stream<Gate> gates(Hop hop) {
    return Stream.of(hop.leaves(), hop.enters());
  }

  /** What is the matter with one of the rules; else the plan itself is open. */
  private String cure(List<Gate> gates) {
    return causes.stream()
        .filter(cause -> gates.stream().anyMatch(gate -> gate.rule().name().equals(cause.id())))
        .map(Finding::cure)
        .findFirst()
        .orElse(cures.check());
  }
}
