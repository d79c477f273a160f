package dev.slipway.plan.security.reachability;

/**
 * One machine reaches another.
 *
 * @param traffic all by which it may
 * @param egress a rule that lets some of it out, with the group that has the rule
 * @param ingress a rule that lets the same in
 */
public record Hop(Host from, Host to, TrafficSet traffic, MatchedRule egress, MatchedRule ingress) {

  /** A rule and the name of its group. */
  public record MatchedRule(String group, Rule rule) {
    /** For example {@code ingress-ipv4-tcp-6443-198.51.100.0_28 of staging-load-balancer (why)}. */
    @Override
    public String toString() {
      return rule.name() + " of " + group + " (" + rule.reason() + ")";
    }
  }

  @Override
  public String toString() {
    return from.name()
        + " reaches "
        + to.name()
        + " by "
        + traffic
        + "\n     leaves by "
        + egress
        + "\n     enters by "
        + ingress;
  }
}
