package dev.slipway.evidence.model;

import dev.slipway.value.DnsLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one stack's cloud said.
 *
 * @param error why it could not be asked; then all else is empty
 * @param findings each difference from the plan
 * @param proof over the live rules, where it was made
 * @param raw the very answers of the cloud, by collection
 */
public record LiveStack(
    DnsLabel stack,
    String cloud,
    Optional<String> error,
    List<Finding> findings,
    Optional<ReachabilityEvidence> proof,
    Map<String, Object> raw) {

  /** Copies the collections. */
  public LiveStack {
    findings = List.copyOf(findings);
    raw = Map.copyOf(raw);
  }

  /** One difference, as {@code slipway drift} tells it. */
  public record Finding(
      String difference, String where, String id, String expected, String got, String cure) {}

  /** A cloud that gave no answer. */
  public static LiveStack refused(DnsLabel stack, String cloud, String because) {
    return new LiveStack(stack, cloud, Optional.of(because), List.of(), Optional.empty(), Map.of());
  }
}
