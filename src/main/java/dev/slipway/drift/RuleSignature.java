package dev.slipway.drift;

import dev.slipway.drift.live.LiveRemote;
import dev.slipway.drift.live.LiveRule;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.TrafficSet;
import java.util.function.Function;

/** The traffic that a rule allows, without its description; equal for a planned and a live rule. */
record RuleSignature(Direction direction, int ipVersion, TrafficSet traffic, String remote) {

  static RuleSignature of(SecurityRule rule) {
    return new RuleSignature(
        rule.direction(),
        rule.ipVersion(),
        TrafficSet.of(rule.traffic()),
        rule.remote().toString());
  }

  /** {@code remoteName}: returns the remote side as the plan names it. */
  static RuleSignature of(LiveRule rule, Function<LiveRemote, String> remoteName) {
    return new RuleSignature(
        rule.direction(), rule.ipVersion(), rule.traffic(), remoteName.apply(rule.remote()));
  }

  /** Returns whether the two differ in the traffic only or in the remote side only. */
  boolean isEditOf(RuleSignature other) {
    return direction == other.direction
        && ipVersion == other.ipVersion
        && traffic.equals(other.traffic) != remote.equals(other.remote);
  }

  @Override
  public String toString() {
    String format =
        direction == Direction.INGRESS ? "ingress IPv%d %s from %s" : "egress IPv%d %s to %s";
    return format.formatted(ipVersion, traffic, remote);
  }
}
