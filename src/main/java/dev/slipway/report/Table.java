package dev.slipway.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Tables in Markdown. */
final class Table {
  private Table() {}

  /** A heading and the head of a table. */
  static void table(List<String> lines, String title, Object... columns) {
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    row(lines, columns);
    lines.add("|" + " --- |".repeat(columns.length));
  }

  static void row(List<String> lines, Object... cells) {
    lines.add(
        Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")));
  }
}
