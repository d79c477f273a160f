package dev.slipway.evidence.model;

import dev.slipway.drift.Finding;
import dev.slipway.value.DnsLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The live data of one stack.
 *
 * @param error why the cloud could not be read; then everything else is empty
 * @param findings drift between the plan and the cloud
 * @param reachability result for the live rules
 * @param responses the cloud's responses by collection, unchanged
 */
public record LiveStack(
    DnsLabel stack,
    String cloud,
    Optional<String> error,
    List<Finding> findings,
    Optional<ReachabilityEvidence> reachability,
    Map<String, Object> responses) {

  /** Copies the collections. */
  public LiveStack {
    findings = List.copyOf(findings);
    responses = Map.copyOf(responses);
  }

  /** Creates the data of a stack whose cloud could not be read. */
  public static LiveStack unreachable(DnsLabel stack, String cloud, String error) {
    return new LiveStack(stack, cloud, Optional.of(error), List.of(), Optional.empty(), Map.of());
  }
}
