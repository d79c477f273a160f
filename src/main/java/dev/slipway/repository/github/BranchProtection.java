package dev.slipway.repository.github;

import java.util.Map;
import java.util.TreeMap;

/**
 * The requirements that rules enforce on a branch.
 *
 * @param pullRequest whether changes need a pull request
 * @param approvals of persons other than the author: GitHub never counts the author's
 * @param staleDismissed whether a push dismisses approvals
 * @param codeOwners whether an owner of each changed file must approve
 * @param lastPush whether a person other than the last pusher must approve the last push
 * @param threads whether all conversations must be resolved
 * @param upToDate whether checks must have run with the newest commit of the branch
 * @param checks required status checks, each with whether only one named app can report it
 */
record BranchProtection(
    boolean pullRequest,
    int approvals,
    boolean staleDismissed,
    boolean codeOwners,
    boolean lastPush,
    boolean threads,
    boolean upToDate,
    Map<String, Boolean> checks,
    boolean linearHistory,
    boolean noDeletion,
    boolean noForcePush) {

  static final BranchProtection NONE =
      new BranchProtection(
          false, 0, false, false, false, false, false, Map.of(), false, false, false);

  BranchProtection {
    checks = Map.copyOf(checks);
  }

  /**
   * Returns both together: of several rules the strictest counts. Source: docs.github.com, "About
   * rulesets", rule layering.
   */
  BranchProtection and(BranchProtection other) {
    Map<String, Boolean> both = new TreeMap<>(checks);
    other.checks.forEach((name, isOfApp) -> both.merge(name, isOfApp, Boolean::logicalOr));
    return new BranchProtection(
        pullRequest || other.pullRequest,
        Math.max(approvals, other.approvals),
        staleDismissed || other.staleDismissed,
        codeOwners || other.codeOwners,
        lastPush || other.lastPush,
        threads || other.threads,
        upToDate || other.upToDate,
        both,
        linearHistory || other.linearHistory,
        noDeletion || other.noDeletion,
        noForcePush || other.noForcePush);
  }
}
