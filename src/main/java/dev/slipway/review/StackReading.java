package dev.slipway.review;

import dev.slipway.preview.StackPreview;
import java.util.List;

/**
 * The answers of Pulumi, the cloud and the cluster about a stack that exists.
 *
 * @param preview what an update would do
 * @param drift differences of the cloud and the cluster from the plan before the change
 */
public record StackReading(StackPreview preview, List<String> drift) {
  /** Copies the list. */
  public StackReading {
    drift = List.copyOf(drift);
  }
}
