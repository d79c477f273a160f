package dev.slipway.build;

import dev.slipway.cli.Slipway;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.security.FleetPlan;
import java.nio.file.Path;

/** Loads what a run loads, so that the build can keep those classes in an archive. */
final class ClassArchive {
  private ClassArchive() {}

  /** Rehearses and shows every stack of the folder {@code folder[0]}. */
  public static void main(String[] folder) {
    FleetPlan fleet = Planner.plan(Fleet.load(Path.of(folder[0])));
    fleet.clusters().forEach(stack -> new MockDeployment().run(fleet, stack).throwOnError());
    fleet
        .clusters()
        .forEach(
            stack ->
                Slipway.run(new String[] {"plan", "--stacks", folder[0], stack.name().text()}));
    System.exit(0); // the SDK's threads would keep the machine up
  }
}
