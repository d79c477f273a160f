package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.evidence.EvidenceFolder;
import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.PacketTestRun;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.evidence.model.StackFileDigest;
import dev.slipway.plan.Planner;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.value.Environment;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what an auditor gets. */
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    subcommands = EvidenceVerifyCommand.class,
    description = {
      "Writes a dated folder for an auditor: for each control what was checked, how, against what,"
          + " and the raw data, sealed by a chain of digests. Reads the cloud, changes nothing.",
      "Note the digest that it prints where the folder's keepers cannot change it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written, and nothing speaks against any control",
      "1:written, but a cloud could not be asked: the report says so",
      "2:wrong command line, stack files or file of packets; nothing written",
      "3:written, and a control does not hold"
    },
    footer = {
      "",
      "Example: slipway evidence staging && slipway evidence verify evidence/staging-*"
    })
final class EvidenceCommand implements Callable<Integer> {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Mixin private final StacksOption stacks = new StacksOption();

  @Parameters(
      paramLabel = "ENVIRONMENT",
      arity = "0..1", // verify has none
      description = "Whose evidence: an environment of the stack files.")
  private @Nullable String environment;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "evidence",
      description = "The dated folder is made in it; else in evidence/.")
  private Path out;

  @Option(
      names = "--packets",
      paramLabel = "FILE",
      description = "Test packets and what became of them: docs/evidence.md has the form.")
  private @Nullable Path packets;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Fleet files = stacks.load();
    FleetPlan fleet = Planner.plan(files);
    Environment asked = asked(fleet);
    Optional<PacketTestRun> run = Optional.ofNullable(packets).map(PacketFile::read);
    List<LiveStack> live =
        fleet.clusters().stream()
            .filter(cluster -> cluster.environment() == asked)
            .map(cluster -> LiveEvidence.ask(fleet, cluster))
            .toList();
    EvidenceInput subject =
        new EvidenceInput(asked, now, fleet, digests(files), proof(fleet, asked), live, run);
    EvidenceFolder folder = EvidenceFolder.of(subject);
    Path target = out.resolve(asked.text() + "-" + NAME.format(now));
    write(target, folder.files());
    return tell(subject, folder, target);
  }

  private static ReachabilityEvidence proof(FleetPlan fleet, Environment asked) {
    return ReachabilityEvidence.of(
        PlannedNetworkModel.of(fleet), asked, "over the plan of every environment");
  }

  private Environment asked(FleetPlan fleet) {
    if (environment == null) {
      throw new ParameterException(
          spec.commandLine(), "name an ENVIRONMENT; there are " + known(fleet));
    }
    return fleet.clusters().stream()
        .map(cluster -> cluster.environment())
        .filter(one -> one.text().equals(environment))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no stack is of environment \""
                        + environment
                        + "\"; there are "
                        + known(fleet)));
  }

  private static String known(FleetPlan fleet) {
    return fleet.clusters().stream()
        .map(cluster -> cluster.environment().text())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static List<StackFileDigest> digests(Fleet files) throws IOException {
    List<StackFileDigest> digests = new ArrayList<>();
    for (var file : files.files()) {
      Sha256 digest = Sha256.of(Files.readAllBytes(file.path()));
      digests.add(new StackFileDigest(file.stack(), file.path().getFileName().toString(), digest));
    }
    return digests;
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    Files.createDirectory(folder);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private int tell(EvidenceInput subject, EvidenceFolder folder, Path target) {
    PrintWriter said = spec.commandLine().getOut();
    PrintWriter warned = spec.commandLine().getErr();
    said.println(target + ": " + folder.files().size() + " files; begin with report.html");
    subject.unreachableClouds().forEach(why -> warned.println("not asked: " + why));
    folder.broken().forEach(control -> warned.println("does not hold: " + control));
    said.println("digest of " + HashChain.FILE + ", to be noted elsewhere: " + folder.head());
    said.flush();
    if (!folder.broken().isEmpty()) {
      return Slipway.DRIFT;
    }
    return subject.isLiveDataComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
