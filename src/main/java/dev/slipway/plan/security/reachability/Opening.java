package dev.slipway.plan.security.reachability;

import dev.slipway.plan.security.reachability.Hop.Gate;

/**
 * Half a way between environments: one side's rule covers an address of the other's, and only the
 * other side's rules keep the two apart.
 *
 * @param machine has the rule
 * @param stranger of another environment, the first of those that the rule covers
 * @param strangers how many the rule covers
 */
public record Opening(Machine machine, Gate gate, Machine stranger, int strangers) {

  @Override
  public String toString() {
    String others = strangers == 1 ? "" : " and " + (strangers - 1) + " more";
    return gate + " covers " + stranger.name() + others;
  }
}
