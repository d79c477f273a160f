package dev.slipway.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Aligned columns of text. */
final class TextTable {
  private TextTable() {}

  /** Returns a line for the head and for each row; all have the same number of cells. */
  static String of(List<String> head, List<List<String>> rows) {
    List<List<String>> all = Stream.concat(Stream.of(head), rows.stream()).toList();
    List<Integer> widths =
        IntStream.range(0, head.size())
            .mapToObj(i -> all.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toList();
    return all.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing() + "\n";
  }
}
