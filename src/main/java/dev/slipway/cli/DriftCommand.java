package dev.slipway.cli;

import static java.util.stream.Collectors.joining;

import dev.slipway.drift.DriftReport;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.PulumiProgram;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares every object of projects, and their clusters, with the plan. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the cloud and the cluster with the plan.",
      "Compares all servers, networks, routers, floating IPs, security groups, rules and ports in"
          + " the project of a stack, and its members of etcd, API servers and Nodes, with its"
          + " plan; of an Ops Cluster also whether Argo CD's Applications are synced and healthy."
          + " Without STACK, compares all stacks. Changes nothing. Prints each difference with the"
          + " command that fixes it, in the order in which the commands can be run, and what could"
          + " not be compared. Exit code 3 if anything differs, 1 if something could not be read."
          + " What a cloud has no API for is printed only. Warns of certificates in the stack's"
          + " state that end within 60 days."
    },
    footer = {
      "",
      "Example: slipway drift production-osl2 -o json",
      "Example: slipway drift --environment production --report report.md --limit 65536"
    })
final class DriftCommand implements Callable<Integer> {
  @Mixin private final StacksParameter stacks = new StacksParameter();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Compare the stacks of this environment only. Default: all environments.")
  private @Nullable String environment;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Also write the result into a file, as Markdown for an issue. Its first line is a marker"
              + " by which the issue is found again.")
  private @Nullable Path report;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Write at most this many characters, at least 1000, into the file of --report. GitHub's"
              + " limit of an issue is 65536. Default: write all.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--link",
      paramLabel = "URL",
      description = "URL of the complete output, for the file of --report.")
  private @Nullable String link;

  @Spec private CommandSpec spec;

  private final BiFunction<FleetPlan, ClusterPlan, DriftReport> compare;
  private final Function<ClusterPlan, List<String>> certificates;

  DriftCommand() {
    this(
        (fleet, plan) -> StackDrift.of(PulumiProgram.ofThisProcess(), fleet, plan),
        ExpiringCertificates::warnings);
  }

  DriftCommand(
      BiFunction<FleetPlan, ClusterPlan, DriftReport> compare,
      Function<ClusterPlan, List<String>> certificates) {
    this.compare = compare;
    this.certificates = certificates;
  }

  @Override
  public Integer call() {
    ReportLimit.require(limit, link);
    OptionFile.requireWritable("--report", report);
    FleetPlan fleet = stacks.plan();
    List<ComparedStack> compared =
        selected(fleet).parallelStream().map(plan -> compared(fleet, plan)).toList();
    warn(compared);
    if (report != null) {
      OptionFile.write(
          "--report", report, DriftIssue.text(compared, limit, Optional.ofNullable(link)));
    }
    if (stacks.isOne()) {
      print(compared.get(0));
    } else {
      output.print(() -> DriftOutput.document(compared), () -> DriftOutput.text(compared));
    }
    return ComparedStack.exitCode(compared).code();
  }

  private ComparedStack compared(FleetPlan fleet, ClusterPlan plan) {
    return ComparedStack.of(plan, one -> compare.apply(fleet, one), certificates.apply(plan));
  }

  private List<ClusterPlan> selected(FleetPlan fleet) {
    List<ClusterPlan> all = stacks.plansIn(fleet);
    if (environment == null) {
      return all;
    }
    if (stacks.isOne()) {
      throw new IllegalArgumentException(
          "--environment selects stacks, and STACK names one; pass only one of them");
    }
    List<ClusterPlan> selected =
        all.stream().filter(one -> one.environment().text().equals(environment)).toList();
    if (selected.isEmpty()) {
      throw new IllegalArgumentException(
          "--environment is \"%s\"; the stacks are of: %s"
              .formatted(
                  environment,
                  all.stream()
                      .map(one -> one.environment().text())
                      .distinct()
                      .collect(joining(", "))));
    }
    return selected;
  }

  private void warn(List<ComparedStack> compared) {
    PrintWriter err = spec.commandLine().getErr();
    for (ComparedStack one : compared) {
      String name = stacks.isOne() ? "" : one.stack() + ": ";
      one.warnings().forEach(warning -> err.println(name + warning));
    }
    err.flush();
  }

  private void print(ComparedStack one) {
    if (one.failure().isPresent()) {
      throw one.failure().get();
    }
    output.print(
        () -> DriftOutput.document(one.stack(), one.drift()),
        () -> DriftOutput.text(one.stack(), one.drift()));
  }
}
