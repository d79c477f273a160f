package dev.slipway.review;

import java.util.List;

/**
 * The effect of a change on all stacks.
 *
 * @param stacks the affected stacks
 * @param security the effect on connections and permissions
 */
public record Review(
    Change change, List<StackReview> stacks, Exemptions exemptions, SecurityEffect security) {
  /** Copies the list. */
  public Review {
    stacks = List.copyOf(stacks);
  }

  /** Returns the review, with the effect on security, which takes the longest to compute. */
  public static Review of(Change change, List<StackReview> stacks, Exemptions exemptions) {
    return new Review(change, stacks, exemptions, SecurityEffect.of(change));
  }

  /** Returns the most serious result of a stack. */
  public Outcome outcome() {
    return stacks.stream()
        .map(one -> one.outcome(exemptions))
        .reduce(Outcome.NOTHING, Outcome::and);
  }
}
