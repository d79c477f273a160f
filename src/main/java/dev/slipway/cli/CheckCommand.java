package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.lifecycle.VersionAssessment;
import dev.slipway.plan.Warnings;
import dev.slipway.plan.model.SecurityGroupPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.OutsideService;
import dev.slipway.report.AuditVolume;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the stack files of the fleet without access to a cloud. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks stack files and the separation of environments.",
      "Checks each file alone and against the others, the versions by the list of releases in this"
          + " program, and that no environment can reach another. Needs no access to a cloud."
    },
    footer = {"", "Example: slipway check -o json"})
final class CheckCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--diff-from",
      paramLabel = "DIR",
      description =
          "Folder of the stack files before the change. Production's version is not a problem if"
              + " the change raises this version anywhere: an upgrade begins in staging.")
  private @Nullable Path diffFrom;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "Day for which the versions are assessed, as 2027-03-01. Default: today (UTC).")
  private LocalDate date = LocalDate.now(ZoneOffset.UTC);

  @Spec private CommandSpec spec;

  /** Number of stacks, groups and rules, where the verification ends, and audit events. */
  private record Size(
      int stacks,
      int securityGroups,
      int rules,
      int rulesWithoutMerging,
      List<String> sharedHosts,
      List<AuditVolume> audit) {
    static final Size NONE = new Size(0, 0, 0, 0, List.of(), List.of());

    static Size of(FleetPlan plan) {
      List<SecurityGroupPlan> groups =
          plan.clusters().stream().flatMap(one -> one.securityGroups().stream()).toList();
      return new Size(
          plan.clusters().size(),
          groups.size(),
          groups.stream().mapToInt(group -> group.rules().size()).sum(),
          plan.clusters().stream().mapToInt(plan::unmergedRuleCount).sum(),
          OutsideService.of(plan).stream()
              .filter(OutsideService::isShared)
              .map(OutsideService::toString)
              .toList(),
          AuditVolume.of(plan));
    }
  }

  @Override
  public Integer call() {
    try {
      Fleet fleet = stacks.load();
      FleetPlan plan = stacks.plan(fleet);
      VersionAssessment versions =
          VersionAssessment.of(fleet, diffFrom == null ? null : Fleet.load(diffFrom), date);
      return print(Size.of(plan), versions, warnings(fleet, plan, versions));
    } catch (InvalidFleetException refusal) {
      if (output.isTable()) {
        throw refusal;
      }
      output.print(() -> document(Size.NONE, refusal.problems(), List.of()), () -> "");
      return ExitCodes.INVALID.code();
    }
  }

  private static List<Problem> warnings(Fleet fleet, FleetPlan plan, VersionAssessment versions) {
    return Stream.concat(Warnings.of(fleet, plan).stream(), versions.warnings().stream()).toList();
  }

  private int print(Size size, VersionAssessment versions, List<Problem> warnings) {
    List<Problem> problems = versions.problems();
    if (output.isTable()) {
      warnings.forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
      if (!problems.isEmpty()) {
        throw new InvalidFleetException(problems);
      }
    }
    Map<String, Object> document = document(size, problems, warnings);
    document.put(
        "versions",
        Map.of("listDate", versions.listDate().toString(), "notAssessed", versions.notAssessed()));
    output.print(() -> document, () -> text(size, versions));
    return (problems.isEmpty() ? ExitCodes.SUCCESS : ExitCodes.INVALID).code();
  }

  private static String text(Size size, VersionAssessment versions) {
    String unassessed =
        versions.notAssessed().isEmpty() ? "nothing" : String.join(", ", versions.notAssessed());
    String text =
        """
        %d stack files, no problems
        versions: list of %s, not assessed: %s
        %d security groups, %d rules (%d without merging): no environment reaches another
        """
            .formatted(
                size.stacks,
                versions.listDate(),
                unassessed,
                size.securityGroups,
                size.rules,
                size.rulesWithoutMerging);
    String audit = size.audit.stream().map(one -> one + "\n").collect(Collectors.joining());
    return size.sharedHosts.isEmpty()
        ? text + audit
        : "%s%snot verified: paths through hosts outside of the fleet that environments share: %s\n"
            .formatted(text, audit, String.join(", ", size.sharedHosts));
  }

  private static Map<String, Object> document(
      Size size, List<Problem> problems, List<Problem> warnings) {
    return new TreeMap<>(
        Map.of(
            "stacks", size.stacks,
            "securityGroups", size.securityGroups,
            "rules", size.rules,
            "rulesWithoutMerging", size.rulesWithoutMerging,
            "sharedHosts", size.sharedHosts,
            "auditVolumes", size.audit.stream().map(AuditVolume::document).toList(),
            "problems", rows(problems),
            "warnings", rows(warnings)));
  }

  private static List<Map<String, Object>> rows(List<Problem> problems) {
    return problems.stream().map(CheckCommand::row).toList();
  }

  private static Map<String, Object> row(Problem problem) {
    return Map.of(
        "file", problem.file().toString(),
        "line", problem.line(),
        "path", problem.path(),
        "message", problem.message());
  }
}
