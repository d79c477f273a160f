package dev.slipway.cli;

import dev.slipway.document.Json;
import dev.slipway.drift.Finding;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The output of {@code slipway drift}. */
final class DriftOutput {
  /** Column widths in characters: number, kind, where, expected, actual. */
  private static final int[] WIDTHS = {4, 18, 40, 34, 44};

  private DriftOutput() {}

  /** Returns the findings of a stack as one JSON object. */
  static String json(String stack, List<Finding> findings) {
    return Json.write(
        Map.of("stack", stack, "findings", findings.stream().map(DriftOutput::row).toList()));
  }

  /** Returns a table of the findings, and below it the fix of each. */
  static String text(String stack, List<Finding> findings, ColorScheme colors) {
    if (findings.isEmpty()) {
      return stack + ": no drift\n";
    }
    StringBuilder text = new StringBuilder(table(findings, colors)).append("\nfixes:\n");
    for (int i = 0; i < findings.size(); i++) {
      text.append("  %d. %s\n".formatted(i + 1, findings.get(i).fix()));
    }
    return text.toString();
  }

  private static String table(List<Finding> findings, ColorScheme colors) {
    Column[] columns = new Column[WIDTHS.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column(WIDTHS[i], i == 0 ? 0 : 2, Overflow.WRAP);
    }
    TextTable table = TextTable.forColumns(colors, columns);
    add(table, "#", "kind", "where", "expected", "actual");
    for (int i = 0; i < findings.size(); i++) {
      Finding one = findings.get(i);
      String where = (one.where() + " " + one.id()).strip();
      add(table, i + 1 + ".", one.kind().text(), where, one.expected(), one.actual());
    }
    return table.toString();
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
        "kind", one.kind().text(),
        "where", one.where(),
        "id", one.id(),
        "expected", one.expected(),
        "actual", one.actual(),
        "fix", one.fix(),
        "fixedByPulumi", one.kind().isFixedByPulumi());
  }
}
