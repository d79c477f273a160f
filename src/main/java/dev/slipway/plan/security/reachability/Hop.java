package dev.slipway.plan.security.reachability;

/**
 * One host reaches another directly.
 *
 * @param traffic all allowed traffic
 * @param egress an egress rule that allows some of the traffic
 * @param ingress an ingress rule that allows the same traffic
 */
public record Hop(Host from, Host to, TrafficSet traffic, MatchedRule egress, MatchedRule ingress) {

  /** A rule with the name of its group. */
  public record MatchedRule(String group, Rule rule) {
    /** Returns for example {@code ingress-ipv4-tcp-6443-198.51.100.0_28 of group (reason)}. */
    @Override
    public String toString() {
      return rule.name() + " of " + group + " (" + rule.reason() + ")";
    }
  }

  @Override
  public String toString() {
    return "%s reaches %s by %s\n     leaves by %s\n     enters by %s"
        .formatted(from.name(), to.name(), traffic, egress, ingress);
  }
}
