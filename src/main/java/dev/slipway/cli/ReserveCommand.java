package dev.slipway.cli;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.config.AddressAssignment;
import dev.slipway.config.StackConfig;
import dev.slipway.config.StackFile;
import dev.slipway.document.UnifiedDiff;
import dev.slipway.guard.ProjectSession;
import dev.slipway.guard.StackProject;
import dev.slipway.plan.Planner;
import dev.slipway.reservation.Reservation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reserves addresses that Neutron chooses, and writes them to the stack file; docs/adr/0043. */
@Command(
    name = "reserve",
    mixinStandardHelpOptions = true,
    description = {
      "Reserves external addresses that Neutron chooses.",
      "For a cloud in which no project chooses them. Creates the router and the floating IP, which"
          + " get their addresses from Neutron, and writes addresses and ids to the stack file; the"
          + " first pulumi up imports them. A run that was interrupted is continued by the next"
          + " one. An address that a file has is never replaced."
    },
    footer = {"", "Example: slipway reserve staging-sto2 --yes"})
final class ReserveCommand implements Callable<Integer> {
  @Mixin private final StackParameter stack = new StackParameter();

  @Option(
      names = "--release",
      description = "Delete what was reserved, and remove the addresses and ids from the file.")
  private boolean release;

  @Option(
      names = "--yes",
      description =
          "Create or delete the resources, and write the file; without this option they are only"
              + " listed.")
  private boolean confirmed;

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;

  ReserveCommand() {
    this(System.getenv());
  }

  ReserveCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    AddressAssignment file = AddressAssignment.of(stack.file());
    OpenStackClient cloud = session(file.stack()).client();
    if (release) {
      release(file, Reservation.toRelease(file, cloud));
    } else {
      reserve(file, Reservation.of(file, cloud));
    }
    return ExitCodes.SUCCESS.code();
  }

  /** The file is not complete, so there is no plan of the stack yet. */
  private ProjectSession session(StackFile file) {
    StackConfig config = file.config();
    stack.requireUnused(file.path(), config.project().id());
    return ProjectSession.open(
        new StackProject(
            file.stack(),
            config.environment(),
            config.cloud().text(),
            Planner.project(config.project())),
        environment);
  }

  private void reserve(AddressAssignment file, Reservation reservation) {
    if (!confirmed) {
      reservation.missing().forEach(one -> print("would create: " + one));
      print("to reserve the addresses: slipway reserve %s --yes".formatted(stack.name()));
      return;
    }
    reservation.reserve(this::print);
    write(file, "slipway check");
  }

  private void release(AddressAssignment file, Reservation reservation) {
    if (!confirmed) {
      reservation.reserved().forEach(one -> print("reserved: " + one));
      print("to delete them: slipway reserve %s --release --yes".formatted(stack.name()));
      return;
    }
    reservation.release(this::print);
    write(file, "slipway reserve %s --yes, or addresses in the file".formatted(stack.name()));
  }

  private void write(AddressAssignment file, String next) {
    if (file.text().equals(file.textBefore())) {
      print("%s: nothing to change".formatted(file.stack().path()));
      return;
    }
    print("--- " + file.stack().path());
    print("+++ " + file.stack().path());
    lines(file.textBefore(), file.text()).forEach(this::print);
    file.write();
    print("%s is written; continue with %s".formatted(file.stack().path(), next));
  }

  private static List<String> lines(String before, String after) {
    return UnifiedDiff.of(before.lines().toList(), after.lines().toList());
  }

  /** Prints at once, because what was created stays if the command is interrupted. */
  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
