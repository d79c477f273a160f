package dev.slipway.cli;

import dev.slipway.deploy.Approval;
import dev.slipway.deploy.Deployment;
import dev.slipway.deploy.DeploymentRecord;
import dev.slipway.git.GitFolder;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.recovery.PulumiProgram;
import dev.slipway.review.Change;
import dev.slipway.value.DnsLabel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Updates the stacks of a reviewed change. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = {
      "Updates the stacks of a reviewed change, in order.",
      "The review is the output of slipway preview -o json for the same files. Staging first, then"
          + " production; the Ops Cluster before its Management Clusters, one after another. Before"
          + " each update it previews again, and stops if an update would not do exactly what was"
          + " reviewed, with the difference. After each update the cloud and the cluster must be as"
          + " planned. After a stop or a kill the same command continues.",
      "A variable with the suffix of an environment, for example PULUMI_BACKEND_URL_STAGING, holds"
          + " for its stacks only. Nothing is updated if a stack has no state."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every stack is as reviewed",
      "1:an update failed, a stack is not as planned after it, or something could not be read",
      "2:the command line, a stack file, the review or the record is not valid",
      "5:refused: the files, the cloud or a state changed since the review, it is too old, a stack"
          + " has no state, or production would come before staging"
    },
    footer = {"", "Example: slipway deploy --reviewed review.json --record deployments.jsonl"})
final class DeployCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();

  @Option(
      names = "--reviewed",
      paramLabel = "FILE",
      required = true,
      description = "The review: output of slipway preview -o json.")
  private Path reviewed;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      required = true,
      description =
          "The record of deployments, to which lines are added: who, when, what, and the result."
              + " Each line has the digest of the line before.")
  private Path recordFile;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Update the stacks of this environment only. Default: all environments.")
  private @Nullable String environment;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description =
          "Who or what deploys, for the record. Default: GITHUB_ACTOR, GITLAB_USER_LOGIN, or the"
              + " user of this computer.")
  private @Nullable String by;

  @Spec private CommandSpec spec;

  private final PulumiProgram pulumi;
  private final Clock clock;

  DeployCommand() {
    this(PulumiProgram.ofThisProcess(), Clock.systemUTC());
  }

  DeployCommand(PulumiProgram pulumi, Clock clock) {
    this.pulumi = pulumi;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Approval approval = approval();
    Optional<String> problem = approval.problem(tree(), clock.instant());
    if (problem.isPresent()) {
      spec.commandLine().getErr().println(problem.get());
      return ExitCodes.REFUSED.code();
    }
    FleetPlan fleet = stacks.plan();
    List<ClusterPlan> affected =
        approval.stacks().stream()
            .filter(name -> !isRemoved(name, approval, fleet))
            .map(name -> fleet.clusterOrThrow(DnsLabel.parse(name)))
            .toList();
    DeploymentRecord record = new DeploymentRecord(recordFile);
    Change change = RevisionChange.since(approval.base(), stacks);
    FleetPlan before = change.before();
    requireEnvironment(approval, List.of(before, fleet));
    Optional<String> undeployed =
        otherStacks(approval, change)
            .or(
                () ->
                    new UndeployedChanges(stacks, approval, before)
                        .problem(record, this::isSelected));
    if (undeployed.isPresent()) {
      return exitCode(Optional.of(new Deployment.Stop(true, undeployed.get())));
    }
    Deployment deployment =
        new Deployment(
            approval,
            new PulumiUpdates(pulumi, stacks.folder(), before, fleet),
            record,
            who(),
            clock,
            this::progress);
    return exitCode(deployment.run(affected, this::isSelected));
  }

  private Approval approval() {
    try {
      return Approval.read(OptionFile.read("--reviewed", reviewed));
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "--reviewed %s: %s".formatted(reviewed, invalid.getMessage()), invalid);
    }
  }

  /** Pulumi does not preview a stack whose file the change removes. */
  private static boolean isRemoved(String stack, Approval approval, FleetPlan fleet) {
    return !approval.steps().containsKey(stack) && fleet.cluster(DnsLabel.parse(stack)).isEmpty();
  }

  private int exitCode(Optional<Deployment.Stop> stop) {
    if (stop.isEmpty()) {
      return ExitCodes.SUCCESS.code();
    }
    spec.commandLine().getErr().println(stop.get().reason());
    return (stop.get().isRefusal() ? ExitCodes.REFUSED : ExitCodes.FAILED).code();
  }

  private boolean isSelected(ClusterPlan plan) {
    return environment == null || plan.environment().text().equals(environment);
  }

  /** A stack that is left out of a review would not be updated, or not before production. */
  private static Optional<String> otherStacks(Approval approval, Change change) {
    List<String> affected = change.affected().stream().map(one -> one.name().text()).toList();
    return Set.copyOf(affected).equals(Set.copyOf(approval.stacks()))
        ? Optional.empty()
        : Optional.of(
            "the review is of the stacks %s, and the change since %s affects %s; preview and review again"
                .formatted(approval.stacks(), approval.base(), affected));
  }

  private void requireEnvironment(Approval approval, List<FleetPlan> fleets) {
    List<String> names =
        fleets.stream()
            .flatMap(fleet -> fleet.clusters().stream())
            .filter(plan -> approval.stacks().contains(plan.name().text()))
            .map(plan -> plan.environment().text())
            .distinct()
            .toList();
    if (environment != null && !names.contains(environment)) {
      throw new IllegalArgumentException(
          "--environment is \"%s\"; the reviewed stacks are of: %s"
              .formatted(environment, String.join(", ", names)));
    }
  }

  /** Files that are not committed were not reviewed. */
  private String tree() {
    return new GitFolder(stacks.folder())
        .cleanTree()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the work tree has files that are not committed; commit or remove them"));
  }

  private String who() {
    Map<String, String> variables = pulumi.variables();
    return Stream.of(by, variables.get("GITHUB_ACTOR"), variables.get("GITLAB_USER_LOGIN"))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseGet(() -> System.getProperty("user.name"));
  }

  private void progress(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
