package dev.slipway.zitadel;

import dev.slipway.plan.model.ClusterPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * The clusters of an environment that let in other users than its Ops Cluster, whose ids are
 * compared with Zitadel.
 */
public final class OtherIdentities {
  private final ClusterPlan ops;
  private final List<String> found = new ArrayList<>();

  private OtherIdentities(ClusterPlan ops) {
    this.ops = ops;
  }

  /** Returns a message for each value that differs. */
  public static List<String> of(ClusterPlan ops, List<ClusterPlan> clusters) {
    OtherIdentities others = new OtherIdentities(ops);
    clusters.stream()
        .filter(cluster -> cluster.environment() == ops.environment())
        .forEach(others::compare);
    return List.copyOf(others.found);
  }

  private void compare(ClusterPlan cluster) {
    ClusterPlan.Identity here = cluster.identity();
    ClusterPlan.Identity there = ops.identity();
    compare(cluster, "issuer", here.issuer(), there.issuer());
    compare(cluster, "audience", here.audience(), there.audience());
    compare(cluster, "organization", here.organization(), there.organization());
    compare(cluster, "clients", here.clients(), there.clients());
  }

  private void compare(ClusterPlan cluster, String key, Object here, Object there) {
    if (!here.equals(there)) {
      found.add(
          "stack %s: identity.%s is %s, and that of %s is %s: this command did not look at the former"
              .formatted(cluster.name(), key, here, ops.name(), there));
    }
  }
}
