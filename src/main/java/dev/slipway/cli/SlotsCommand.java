package dev.slipway.cli;

import dev.slipway.config.SlotAssignment;
import dev.slipway.config.SlotAssignment.Assigned;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Assigns address slots to worker pools that have none. */
@Command(
    name = "slots",
    mixinStandardHelpOptions = true,
    description = {
      "Assigns address slots to worker pools that have none.",
      "Prints the difference. A slot is the position of a pool's addresses in the stack's network"
          + " and never changes. In a file without any slot the pools get them in the order of"
          + " their names, so that no server's address changes: run this before you add a pool to"
          + " such a file."
    },
    footer = {"", "Example: slipway slots staging-sto2 --write"})
final class SlotsCommand implements Callable<Integer> {
  @Mixin private final StacksParameter stacks = new StacksParameter();

  @Option(names = "--write", description = "Write the slots to the files.")
  private boolean write;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    int changed = 0;
    for (Path file : stacks.files()) {
      changed += assign(file);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (changed == 0) {
      out.println("Every worker pool has a slot.");
    } else if (!write) {
      out.println();
      out.println("Nothing was written. To write the files, add --write");
    }
    return ExitCodes.SUCCESS.code();
  }

  /** Returns the number of slots that the file gets. */
  private int assign(Path file) throws IOException {
    SlotAssignment assignment = SlotAssignment.of(file);
    if (!assignment.assigned().isEmpty()) {
      PrintWriter out = spec.commandLine().getOut();
      LineDiff.print(out, file, Files.readString(file), assignment.text());
      assignment.assigned().stream().filter(Assigned::reused).forEach(one -> warn(file, one));
      if (write) {
        Files.writeString(file, assignment.text());
      }
    }
    return assignment.assigned().size();
  }

  private void warn(Path file, Assigned one) {
    spec.commandLine()
        .getErr()
        .println(
            ("warning: %s: workers.%s.slot: %d is below the highest slot, so a removed pool may "
                    + "have had it; run pulumi up without pool %s first, so that the removed "
                    + "pool's servers are deleted")
                .formatted(file, one.pool(), one.slot(), one.pool()));
  }
}
