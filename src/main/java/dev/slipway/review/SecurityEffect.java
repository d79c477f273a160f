package dev.slipway.review;

import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.plan.security.reachability.ReachabilityDiff;
import java.util.List;

/**
 * The effect of a change on allowed connections and on permissions, in all stacks. It is computed
 * from the plans, so it needs no access to a cloud.
 *
 * @param opened connections that only the plan after the change allows
 * @param closed connections that only the plan before it allows
 */
public record SecurityEffect(List<Flow> opened, List<Flow> closed, List<SecuritySetting> settings) {
  /** Copies the lists. */
  public SecurityEffect {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
    settings = List.copyOf(settings);
  }

  static SecurityEffect of(Change change) {
    ReachabilityDiff connections =
        ReachabilityDiff.between(
            PlannedNetworkModel.of(change.before()), PlannedNetworkModel.of(change.after()));
    return new SecurityEffect(
        connections.opened(),
        connections.closed(),
        SecuritySetting.differences(change.before(), change.after()));
  }

  boolean isEmpty() {
    return opened.isEmpty() && closed.isEmpty() && settings.isEmpty();
  }

  /** Whether hosts of the Internet reach more than before. */
  boolean opensToInternet() {
    return opened.stream().anyMatch(flow -> flow.from().endsWith("/0"));
  }
}
