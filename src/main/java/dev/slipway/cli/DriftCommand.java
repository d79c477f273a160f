package dev.slipway.cli;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.document.Json;
import dev.slipway.drift.Drift;
import dev.slipway.drift.Finding;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares security groups and ports with the plan. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the security groups, rules and ports in the stack's project with the plan; reads"
          + " only.",
      "Exit code 3 when anything differs. Each difference comes with the line that heals it."
    },
    footer = {"", "Example: slipway drift production-osl2 --json"})
final class DriftCommand implements Callable<Integer> {
  /** In characters: number, difference, where, expected, got. */
  private static final int[] WIDTHS = {4, 18, 40, 34, 44};

  @Mixin private final StackParameter stack = new StackParameter();

  @Option(
      names = "--json",
      description =
          "One object: stack, and findings (difference, where, id, expected, got, cure,"
              + " healedByPulumi).")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FleetPlan fleet = stack.fleet();
    ClusterPlan plan = stack.planIn(fleet);
    OpenStackClient cloud = StackParameter.cloudOf(plan);
    List<Finding> findings = Drift.of(cloud, fleet, plan);
    say(spec.commandLine().getOut(), findings);
    return findings.isEmpty() ? ExitCode.OK : Slipway.DRIFT;
  }

  private void say(PrintWriter out, List<Finding> findings) {
    if (json) {
      List<Map<String, Object>> rows = findings.stream().map(DriftCommand::row).toList();
      out.println(Json.write(Map.of("stack", stack.name(), "findings", rows)));
    } else if (findings.isEmpty()) {
      out.println(stack.name() + ": what is there is what is planned");
    } else {
      table(out, findings);
    }
    out.flush();
  }

  private void table(PrintWriter out, List<Finding> findings) {
    Column[] columns = new Column[WIDTHS.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column(WIDTHS[i], i == 0 ? 0 : 2, Overflow.WRAP);
    }
    TextTable table = TextTable.forColumns(spec.commandLine().getColorScheme(), columns);
    add(table, "#", "difference", "where", "expected", "got");
    for (int i = 0; i < findings.size(); i++) {
      Finding one = findings.get(i);
      String where = (one.where() + " " + one.id()).strip();
      add(table, i + 1 + ".", one.kind().text(), where, one.expected(), one.actual());
    }
    out.print(table);
    out.println();
    out.println("to heal:");
    for (int i = 0; i < findings.size(); i++) {
      out.println("  " + (i + 1) + ". " + findings.get(i).fix());
    }
  }

  private static void add(TextTable table, String... cells) {
    Ansi.Text[] texts = new Ansi.Text[cells.length];
    for (int i = 0; i < cells.length; i++) {
      texts[i] = Ansi.OFF.new Text(cells[i].isEmpty() ? " " : cells[i]);
    }
    table.addRowValues(texts);
  }

  private static Map<String, Object> row(Finding one) {
    return Map.of(
        "difference", one.kind().text(),
        "where", one.where(),
        "id", one.id(),
        "expected", one.expected(),
        "got", one.actual(),
        "cure", one.fix(),
        "healedByPulumi", one.kind().isHealedByPulumi());
  }
}
