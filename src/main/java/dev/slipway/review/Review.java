package dev.slipway.review;

import java.util.List;

/**
 * The effect of a change on all stacks.
 *
 * @param stacks the affected stacks
 */
public record Review(Change change, List<StackReview> stacks, Exemptions exemptions) {
  /** Copies the list. */
  public Review {
    stacks = List.copyOf(stacks);
  }

  /** Returns the most serious result of a stack. */
  public Outcome outcome() {
    return stacks.stream()
        .map(one -> one.outcome(exemptions))
        .reduce(Outcome.NOTHING, Outcome::and);
  }

  SecurityEffect security() {
    return SecurityEffect.of(change);
  }
}
