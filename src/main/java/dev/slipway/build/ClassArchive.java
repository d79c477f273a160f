package dev.slipway.build;

import dev.slipway.cli.Slipway;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.security.FleetPlan;
import java.nio.file.Path;

/** A run that loads the same classes as Slipway's programs, for the JVM's class data archive. */
final class ClassArchive {
  private ClassArchive() {}

  /** Runs the program of every stack in the folder {@code folder[0]}, and prints its plan. */
  public static void main(String[] folder) {
    FleetPlan fleet = Planner.plan(Fleet.load(Path.of(folder[0])));
    fleet.clusters().forEach(stack -> new MockDeployment().run(fleet, stack).throwOnError());
    fleet
        .clusters()
        .forEach(
            stack ->
                Slipway.run(new String[] {"plan", "--stacks", folder[0], stack.name().text()}));
    NetworkClasses.load();
    System.exit(0); // threads of the SDK would keep the JVM running
  }
}
