package dev.slipway.plan.security.reachability;

import dev.slipway.plan.security.reachability.Hop.MatchedRule;

/**
 * Half a way between environments: one side's rule covers an address of the other's, and only the
 * other side's rules keep the two apart.
 *
 * @param host has the rule
 * @param coveredHost of another environment, the first of those that the rule covers
 * @param coveredHostCount how many the rule covers
 */
public record CrossEnvironmentRule(
    Host host, MatchedRule matchedRule, Host coveredHost, int coveredHostCount) {

  @Override
  public String toString() {
    String others = coveredHostCount == 1 ? "" : " and " + (coveredHostCount - 1) + " more";
    return matchedRule + " covers " + coveredHost.name() + others;
  }
}
