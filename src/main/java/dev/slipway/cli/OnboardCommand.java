package dev.slipway.cli;

import dev.slipway.config.Fleet;
import dev.slipway.config.StackFile;
import dev.slipway.onboarding.NewDatacenter;
import dev.slipway.onboarding.NewDatacenter.ValueChange;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.InvalidFleetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the stack file of a new datacenter. */
@Command(
    name = "onboard",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the stack file of a new datacenter.",
      "Copies the file of another Management Cluster with the next free prefix and addresses, and "
          + "prints the difference."
    },
    footer = {"", "Example: slipway onboard production-got1 --from production-sto2"})
final class OnboardCommand implements Callable<Integer> {
  @Mixin private final StacksOption stacks = new StacksOption();

  @Parameters(paramLabel = "ENVIRONMENT-DATACENTER", description = "Name of the new stack.")
  private String stack;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "STACK",
      description = "Stack of a Management Cluster of the same environment to copy.")
  private String from;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Fleet fleet = stacks.load();
    StackFile sibling = fleet.file(DnsLabel.parse(from));
    NewDatacenter datacenter = NewDatacenter.of(fleet, sibling, DnsLabel.parse(stack));
    Path target = sibling.path().resolveSibling(stack + ".yaml");
    String text = Files.readString(sibling.path());
    Files.writeString(target, datacenter.textForCheck(text, DnsLabel.parse(stack)));
    try {
      stacks.load();
      Files.writeString(target, datacenter.text(text));
    } catch (InvalidFleetException refusal) {
      Files.delete(target);
      throw refusal;
    }
    print(datacenter, sibling.path(), target);
    return ExitCodes.SUCCESS.code();
  }

  private void print(NewDatacenter datacenter, Path sibling, Path target) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("--- " + sibling);
    out.println("+++ " + target);
    for (ValueChange change : datacenter.changes()) {
      out.println("-" + change.path() + ": " + change.from());
      out.println("+" + change.path() + ": " + change.to());
    }
    out.println();
    String ops = stack.substring(0, stack.indexOf('-'));
    out.println("Create the OpenStack project and its entry in clouds.yaml. Then:");
    out.println("  slipway project " + stack + " --write");
    if (datacenter.requiresReservation()) {
      out.println("  slipway reserve " + stack + " --yes");
    }
    out.println(
        "  pulumi stack init %s --secrets-provider PROVIDER    # state.secretsProvider of %s.yaml, or passphrase"
            .formatted(stack, ops));
    out.println("  slipway preview --base origin/main    # after a commit of both files");
    out.println(
        "Deploy it after review. Then preview and deploy again: the Ops Cluster registers it at"
            + " Argo CD.");
  }
}
