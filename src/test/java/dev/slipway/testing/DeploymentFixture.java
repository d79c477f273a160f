package dev.slipway.testing;

import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.util.IdentityHashMap;

/** Stacks that ran against the in-memory engine; each stack of {@link FleetFixture} runs once. */
public final class DeploymentFixture {
  private static final IdentityHashMap<ClusterPlan, MockDeployment> DEPLOYMENTS =
      new IdentityHashMap<>();

  private DeploymentFixture() {}

  /** Returns what the program of a stack of the fleet registered, without an error. */
  public static MockDeployment of(FleetPlan fleet, String stack) {
    return of(fleet, fleet.clusterOrThrow(DnsLabel.parse(stack)));
  }

  /** Returns what the program of a stack of the fleet registered, without an error. */
  public static synchronized MockDeployment of(FleetPlan fleet, ClusterPlan stack) {
    return DEPLOYMENTS.computeIfAbsent(
        stack,
        plan -> {
          MockDeployment deployment = new MockDeployment();
          deployment.run(fleet, plan).throwOnError();
          return deployment;
        });
  }
}
