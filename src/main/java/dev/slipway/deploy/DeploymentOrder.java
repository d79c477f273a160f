package dev.slipway.deploy;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.StackKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which stacks are updated: production last, the Ops Cluster of an environment before
 * its Management Clusters, and these one datacenter after another.
 */
public final class DeploymentOrder {
  private static final Comparator<ClusterPlan> ORDER =
      Comparator.comparing(ClusterPlan::environment)
          .thenComparing(plan -> plan.kind() != StackKind.OPS_CLUSTER)
          .thenComparing(plan -> plan.datacenter().text())
          .thenComparing(plan -> plan.name().text());

  private DeploymentOrder() {}

  /** Returns the plans in order. */
  public static List<ClusterPlan> of(Collection<ClusterPlan> plans) {
    return plans.stream().sorted(ORDER).toList();
  }
}
