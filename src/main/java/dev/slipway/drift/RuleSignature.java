package dev.slipway.drift;

import dev.slipway.drift.live.LiveRemote;
import dev.slipway.drift.live.LiveRule;
import dev.slipway.plan.model.SecurityRule;
import dev.slipway.plan.model.SecurityRule.Direction;
import dev.slipway.plan.security.reachability.TrafficSet;
import java.util.function.Function;

/** What a rule lets pass, without its wording: the same for a planned rule and its live one. */
record RuleSignature(Direction direction, int ipVersion, TrafficSet traffic, String remote) {

  static RuleSignature of(SecurityRule rule) {
    return new RuleSignature(
        rule.direction(),
        rule.ipVersion(),
        TrafficSet.of(rule.traffic()),
        rule.remote().toString());
  }

  /** {@code remoteName}: how the plan calls the other side. */
  static RuleSignature of(LiveRule rule, Function<LiveRemote, String> remoteName) {
    return new RuleSignature(
        rule.direction(), rule.ipVersion(), rule.traffic(), remoteName.apply(rule.remote()));
  }

  /**
   * Whether one looks like the other after an edit: only the traffic or only the remote differs.
   */
  boolean isEditOf(RuleSignature other) {
    return direction == other.direction
        && ipVersion == other.ipVersion
        && traffic.equals(other.traffic) != remote.equals(other.remote);
  }

  @Override
  public String toString() {
    String way = direction == Direction.INGRESS ? "ingress" : "egress";
    String joint = direction == Direction.INGRESS ? " from " : " to ";
    return way + " IPv" + ipVersion + " " + traffic + joint + remote;
  }
}
