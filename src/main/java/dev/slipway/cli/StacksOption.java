package dev.slipway.cli;

import dev.slipway.cloud.CloudException;
import dev.slipway.config.Fleet;
import dev.slipway.config.ProjectAssignment;
import dev.slipway.plan.Planner;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.ProjectId;
import dev.slipway.value.UnknownStackException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The option for the folder of the stack files. Parameters extend it: a mixin inside a mixin does
 * not get the command, which has the extensions.
 */
class StacksOption {
  @Option(
      names = "--stacks",
      paramLabel = "DIR",
      description = "Folder of the stack files. Default: SLIPWAY_STACKS, or stacks/.")
  private @Nullable Path folder;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  Fleet load() {
    return Fleet.load(folder());
  }

  Path folder() {
    return folder == null ? Slipway.stacksFolder() : folder;
  }

  /** Returns the file of a stack, or of all stacks; the files can have problems. */
  List<Path> files(@Nullable String stack) {
    List<Path> all = Fleet.paths(folder());
    if (stack == null) {
      return all;
    }
    List<Path> named = all.stream().filter(file -> file.endsWith(stack + ".yaml")).toList();
    if (named.isEmpty()) {
      throw new UnknownStackException(
          DnsLabel.parse(stack), all.stream().map(StacksOption::name).toList());
    }
    return named;
  }

  /** Refuses the OpenStack project of another stack; other files can have problems. */
  void requireUnused(Path file, ProjectId id) {
    List<Path> others =
        Fleet.paths(folder()).stream()
            .filter(other -> !other.equals(file))
            .filter(other -> ProjectAssignment.of(other).id().equals(Optional.of(id.text())))
            .toList();
    if (!others.isEmpty()) {
      throw new CloudException(
          "%s: project %s is already the project of %s; no two stacks may use the same"
              .formatted(file, id, others.get(0)));
    }
  }

  private static DnsLabel name(Path file) {
    return DnsLabel.parse(file.getFileName().toString().replaceFirst("\\.yaml$", ""));
  }

  FleetPlan plan() {
    return plan(load());
  }

  /** Plans the stack files of another folder. */
  FleetPlan plan(Path folder) {
    return plan(Fleet.load(folder));
  }

  /** Plans a fleet with the extensions of the program. */
  FleetPlan plan(Fleet fleet) {
    return Planner.plan(fleet, Slipway.extensions(command));
  }
}
