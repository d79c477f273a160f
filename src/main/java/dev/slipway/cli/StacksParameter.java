package dev.slipway.cli;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The parameter that names a stack, or none for all, with the option for the folder. */
final class StacksParameter extends StacksOption {
  @Parameters(
      paramLabel = "STACK",
      arity = "0..1",
      description = "Name of a stack: its file's name without .yaml. Default: all stacks.")
  private @Nullable String name;

  /** Returns the file of each stack; the files can have problems. */
  List<Path> files() {
    return files(name);
  }

  /** Returns whether a stack is named. */
  boolean isOne() {
    return name != null;
  }

  /** Returns the plan of each stack's cluster. */
  List<ClusterPlan> plans() {
    return plansIn(plan());
  }

  /** Returns the plan of each stack's cluster. */
  List<ClusterPlan> plansIn(FleetPlan fleet) {
    return name == null ? fleet.clusters() : List.of(fleet.clusterOrThrow(DnsLabel.parse(name)));
  }
}
