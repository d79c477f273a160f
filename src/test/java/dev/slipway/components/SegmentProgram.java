package dev.slipway.components;

import com.pulumi.Pulumi;
import com.pulumi.command.Provider;
import dev.slipway.cli.Slipway;
import dev.slipway.components.cluster.Segment;
import dev.slipway.config.Fleet;
import dev.slipway.guard.ProjectSession;
import dev.slipway.plan.Planner;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.util.List;

/** A stack's program that creates only the resources that packets pass. */
public final class SegmentProgram {
  private SegmentProgram() {}

  public static void main(String[] args) {
    FleetPlan fleet = Planner.plan(Fleet.load(Slipway.stacksFolder()));
    ClusterPlan plan = fleet.clusterOrThrow(DnsLabel.parse(System.getenv("PULUMI_STACK")));
    Pulumi.withOptions(StackProgram.options(plan, new ResourcePolicy(plan)))
        .run(context -> create(plan));
  }

  private static void create(ClusterPlan plan) {
    EngineBusyWaitFix.install();
    var openstack = OpenStackProvider.create(plan, ProjectSession.open(plan).entry());
    var commands = new Provider(plan.name() + "-commands");
    new Segment(plan, List.of(openstack, commands));
  }
}
