package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.plan.Planner;
import dev.slipway.plan.security.FleetPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the folder of the stack files. */
final class StacksOption {
  @Option(
      names = "--stacks",
      paramLabel = "DIR",
      description = "Folder of the stack files. Default: SLIPWAY_STACKS, or stacks/.")
  private @Nullable Path folder;

  Fleet load() {
    return Fleet.load(folder());
  }

  Path folder() {
    return folder == null ? Slipway.stacksFolder() : folder;
  }

  FleetPlan plan() {
    return Planner.plan(load());
  }
}
