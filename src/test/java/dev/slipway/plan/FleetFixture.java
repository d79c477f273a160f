package dev.slipway.plan;

import dev.slipway.config.Fleet;
import dev.slipway.value.Name;
import java.nio.file.Path;

/** The shipped stack files, planned. */
public final class FleetFixture {
  private FleetFixture() {}

  public static FleetPlan fleet() {
    return Planner.plan(Fleet.load(Path.of("stacks")));
  }

  public static ClusterPlan cluster(String stack) {
    return fleet().cluster(Name.parse(stack)).orElseThrow();
  }
}
