package dev.slipway.lab.zitadel;

import com.pulumi.Pulumi;
import dev.slipway.cli.Slipway;
import dev.slipway.components.ResourcePolicy;
import dev.slipway.components.StackProgram;
import dev.slipway.components.identity.ZitadelObjects;
import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.identity.ZitadelPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.DnsLabel;

/** The part of an Ops stack's program that manages Zitadel, with the checks of every resource. */
public final class ZitadelProgram {
  private ZitadelProgram() {}

  /** Runs the program of the stack that the engine names. */
  public static void main(String[] args) {
    ClusterPlan plan =
        Planner.plan(Fleet.load(Slipway.stacksFolder()))
            .clusterOrThrow(DnsLabel.parse(System.getenv("PULUMI_STACK")));
    Pulumi.withOptions(StackProgram.options(plan, new ResourcePolicy(plan)))
        .run(
            context ->
                plan.identity()
                    .zitadel()
                    .ifPresent(
                        zitadel ->
                            new ZitadelObjects(
                                ZitadelPlan.of(plan),
                                zitadel,
                                System.getenv(ZitadelPlan.KEY_VARIABLE))));
  }
}
