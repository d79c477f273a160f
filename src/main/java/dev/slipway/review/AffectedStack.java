package dev.slipway.review;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.Environment;
import java.util.List;

/**
 * A stack that a change of files can affect.
 *
 * @param isRemoved whether the change removes its stack file
 * @param reasons parts of its plan that differ, and files; at least one
 */
public record AffectedStack(
    DnsLabel name, Environment environment, boolean isRemoved, List<String> reasons) {
  /** Copies the list. */
  public AffectedStack {
    reasons = List.copyOf(reasons);
  }

  /** Returns the first reasons, and the number of the others. */
  public String summary() {
    return FirstOf.text(reasons);
  }
}
