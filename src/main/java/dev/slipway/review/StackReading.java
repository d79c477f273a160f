package dev.slipway.review;

import dev.slipway.preview.StackPreview;
import java.util.List;
import java.util.Optional;

/**
 * The answers of Pulumi, the cloud and the cluster about a stack.
 *
 * @param preview what an update would do; empty if the stack has no state
 * @param drift differences of the cloud and the cluster from the plan before the change
 * @param createState the command that creates the state; empty if it exists
 */
public record StackReading(
    Optional<StackPreview> preview, List<String> drift, Optional<String> createState) {
  /** Copies the list. */
  public StackReading {
    drift = List.copyOf(drift);
  }

  /** Returns the answers about a stack with a state. */
  public static StackReading of(StackPreview preview, List<String> drift) {
    return new StackReading(Optional.of(preview), drift, Optional.empty());
  }

  /**
   * Returns the answers about a stack without a state.
   *
   * @param createState the command that creates it
   */
  public static StackReading withoutState(String createState) {
    return new StackReading(Optional.empty(), List.of(), Optional.of(createState));
  }
}
