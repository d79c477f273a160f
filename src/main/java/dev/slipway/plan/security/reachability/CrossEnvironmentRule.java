package dev.slipway.plan.security.reachability;

import dev.slipway.plan.security.reachability.Hop.MatchedRule;

/**
 * A rule that covers an address of another environment. Only the rules of the other side still
 * separate the two environments.
 *
 * @param host host whose group has the rule
 * @param coveredHost first of the covered hosts of other environments
 * @param coveredHostCount number of covered hosts of other environments
 */
public record CrossEnvironmentRule(
    Host host, MatchedRule matchedRule, Host coveredHost, int coveredHostCount) {

  @Override
  public String toString() {
    String others = coveredHostCount == 1 ? "" : " and " + (coveredHostCount - 1) + " more";
    return matchedRule + " covers " + coveredHost.name() + others;
  }
}
