package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.evidence.EvidenceFolder;
import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.collect.AuditFile;
import dev.slipway.evidence.collect.LiveEvidence;
import dev.slipway.evidence.collect.PacketFile;
import dev.slipway.evidence.collect.RepositoryFile;
import dev.slipway.evidence.model.AuditState;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.EvidenceInput.StackFileDigest;
import dev.slipway.evidence.model.PacketTestRun;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.evidence.model.RepositoryState;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Environment;
import java.io.IOException;
import java.io.PrintWriter;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code slipway evidence}. */
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    subcommands = EvidenceVerifyCommand.class,
    description = {
      "Writes and verifies evidence for auditors.",
      "Writes a folder with controls, checks with their results, and the raw data, with a"
          + " hash chain over all files. Reads the clouds of the environment and changes nothing.",
      "Record the printed digest where the owners of the folder cannot change it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written; no control is NOT satisfied, but some can be not assessed or not built",
      "1:written; a cloud could not be read, and the report contains that",
      "2:invalid command line, stack files, or files of --packets, --repository or --audit; nothing"
          + " written",
      "3:written; a control is NOT satisfied"
    },
    footer = {
      "",
      "Example: slipway evidence staging && slipway evidence verify evidence/staging-*",
      "Example: slipway evidence --all --repository repository.json"
    })
final class EvidenceCommand implements Callable<Integer> {
  private static final DateTimeFormatter FOLDER_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Mixin private final StacksOption stacks = new StacksOption();

  @Parameters(
      paramLabel = "ENVIRONMENT",
      arity = "0..1", // The subcommand verify has none.
      description = "An environment of the stack files.")
  private @Nullable String environment;

  @Option(names = "--all", description = "Write a folder for each environment of the stack files.")
  private boolean isAll;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "evidence",
      description = "Parent of the new folder; default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--packets",
      paramLabel = "FILE",
      description = "Test packets with their results; docs/evidence.md describes the format.")
  private @Nullable Path packets;

  @Option(
      names = "--repository",
      paramLabel = "FILE",
      description = "The result of slipway repository check --write FILE.")
  private @Nullable Path repository;

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description =
          "The result of slipway audit verify ENVIRONMENT --write FILE; can be repeated, for each"
              + " environment.")
  private List<Path> audit = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Fleet files = stacks.load();
    FleetPlan fleet = stacks.plan(files);
    int code = ExitCodes.SUCCESS.code();
    List<Environment> selected = isAll ? all(fleet) : List.of(select(fleet));
    // Invalid files are reported before any cloud is read.
    Optional<PacketTestRun> sent = Optional.ofNullable(packets).map(PacketFile::read);
    Optional<RepositoryState> settings = Optional.ofNullable(repository).map(RepositoryFile::read);
    Map<String, AuditState> events = AuditFile.readAll(audit, names(fleet));
    List<StackFileDigest> digests = digests(files);
    for (Environment one : selected) {
      EvidenceInput input =
          new EvidenceInput(
              one,
              now,
              fleet,
              digests,
              ReachabilityEvidence.ofPlan(fleet, one),
              sent,
              settings,
              Optional.ofNullable(events.get(one.text())),
              LiveEvidence.collect(fleet, one, StackParameter::cloudOf));
      code = Math.max(code, write(input).code());
    }
    return code;
  }

  private ExitCodes write(EvidenceInput input) throws IOException {
    EvidenceFolder folder = EvidenceFolder.of(input);
    Path target =
        out.resolve(input.environment().text() + "-" + FOLDER_TIME.format(input.collectedAt()));
    folder.writeTo(target);
    print(input, folder, target);
    if (!folder.violatedControls().isEmpty()) {
      return ExitCodes.DIFFERENT;
    }
    return input.isLiveDataComplete() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
  }

  private List<Environment> all(FleetPlan fleet) {
    if (environment != null) {
      throw new ParameterException(
          spec.commandLine(), "--all is for every environment; pass it without ENVIRONMENT");
    }
    return fleet.environments();
  }

  private static List<String> names(FleetPlan fleet) {
    return fleet.environments().stream().map(Environment::text).toList();
  }

  private Environment select(FleetPlan fleet) {
    String environments = String.join(", ", names(fleet));
    if (environment == null) {
      throw new ParameterException(
          spec.commandLine(), "ENVIRONMENT is missing; pass --all or one of: " + environments);
    }
    return fleet.environments().stream()
        .filter(one -> one.text().equals(environment))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no stack has the environment \"%s\"; pass one of: %s"
                        .formatted(environment, environments)));
  }

  private static List<StackFileDigest> digests(Fleet files) throws IOException {
    List<StackFileDigest> digests = new ArrayList<>();
    for (var file : files.files()) {
      digests.add(StackFileDigest.read(file.stack(), file.path()));
    }
    return digests;
  }

  private void print(EvidenceInput input, EvidenceFolder folder, Path target) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    out.println("%s: %d files; start with report.html".formatted(target, folder.files().size()));
    input.unreachableClouds().forEach(error -> err.println("not read: " + error));
    input.notBuilt().forEach(stack -> err.println("not built: " + stack));
    folder.violatedControls().forEach(control -> err.println("NOT satisfied: " + control));
    out.println(
        "record the digest of the last line of %s outside of this folder: %s"
            .formatted(HashChain.FILE, folder.head()));
    out.flush();
  }
}
