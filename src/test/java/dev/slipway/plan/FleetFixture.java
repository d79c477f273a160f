package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.nio.file.Path;

/** The shipped stack files, planned. */
public final class FleetFixture {
  private FleetFixture() {}

  public static FleetPlan fleet() {
    return Planner.plan(Fleet.load(Path.of("stacks")));
  }

  /** One cluster for each kind of network and endpoint that no shipped stack has. */
  public static FleetPlan networks() {
    return Planner.plan(Fleet.load(Path.of("src/test/resources/network-kinds")));
  }

  public static ClusterPlan cluster(String stack) {
    return fleet().cluster(DnsLabel.parse(stack)).orElseThrow();
  }
}
