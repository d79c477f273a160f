package dev.slipway.cli;

import dev.slipway.doctor.Computer;
import dev.slipway.doctor.Doctor;
import dev.slipway.doctor.Finding;
import dev.slipway.doctor.LocalComputer;
import dev.slipway.doctor.ReleaseFiles;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.DnsLabel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks that this computer has what Slipway needs. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that this computer has what pulumi needs.",
      "That is tools, plugins, files and variables. Reads only this computer. Without a stack, it"
          + " checks tools and plugins. With --release, it also verifies a downloaded release, and"
          + " that its jar and scripts are those which run. Exit code 1 if something is missing or"
          + " wrong."
    },
    footer = {"", "Example: slipway doctor staging-osl2"})
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "STACK",
      arity = "0..1",
      description = "Name of a stack: its file's name without .yaml. Default: none.")
  private @Nullable String stack;

  @ArgGroup(exclusive = false)
  private @Nullable Release release;

  private static final class Release {
    @Option(
        names = "--release",
        required = true,
        paramLabel = "FOLDER",
        description = "The folder of SHA256SUMS, its signature and the archive. Default: none.")
    private Path folder = Path.of("");

    @Option(
        names = "--key",
        required = true,
        paramLabel = "FILE",
        description =
            "The public key of minisign, from another source than the release. Default: none.")
    private Path key = Path.of("");
  }

  @Override
  public Integer call() {
    Computer computer = new LocalComputer();
    List<Finding> findings = new ArrayList<>(ofRelease(computer));
    findings.addAll(stack == null ? Doctor.tools(computer) : ofStack(computer, stack));
    output.print(
        () -> Map.of("findings", findings.stream().map(DoctorCommand::row).toList()),
        () -> findings.stream().map(one -> one + "\n").collect(Collectors.joining()));
    return findings.stream().allMatch(Finding::isOk)
        ? ExitCodes.SUCCESS.code()
        : ExitCodes.FAILED.code();
  }

  private static Map<String, Object> row(Finding finding) {
    return Map.of(
        "ok", finding.isOk(),
        "what", finding.what(),
        "detail", finding.detail(),
        "fix", finding.fix());
  }

  private List<Finding> ofRelease(Computer computer) {
    return release == null
        ? List.of()
        : new ReleaseFiles(release.folder, release.key).check(computer, OwnJar.path());
  }

  private List<Finding> ofStack(Computer computer, String name) {
    FleetPlan fleet = stacks.plan();
    return Doctor.stack(computer, fleet, fleet.clusterOrThrow(DnsLabel.parse(name)));
  }
}
