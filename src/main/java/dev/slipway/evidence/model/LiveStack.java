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
 * @param built false if no object of the plan exists; then a missing object is not a finding
 * @param findings drift between the plan and the cloud
 * @param notAssessed what could not be compared, each with the reason
 * @param reachability result for the live rules
 * @param responses the cloud's responses by collection, unchanged
 */
public record LiveStack(
    DnsLabel stack,
    String cloud,
    Optional<String> error,
    boolean built,
    List<Finding> findings,
    List<String> notAssessed,
    Optional<ReachabilityEvidence> reachability,
    Map<String, Object> responses) {

  /** Copies the collections. */
  public LiveStack {
    findings = List.copyOf(findings);
    notAssessed = List.copyOf(notAssessed);
    responses = Map.copyOf(responses);
  }

  /** Creates the data of a stack whose cloud could not be read. */
  public static LiveStack unreachable(DnsLabel stack, String cloud, String error) {
    return new LiveStack(
        stack, cloud, Optional.of(error), true, List.of(), List.of(), Optional.empty(), Map.of());
  }
}
