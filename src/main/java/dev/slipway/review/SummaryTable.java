package dev.slipway.review;

import dev.slipway.document.ForgeText;
import dev.slipway.document.Markdown;
import java.util.List;

/** Tables of a summary, each with a limited number of rows. */
final class SummaryTable {
  private final int rows;
  private boolean isShortened;

  /**
   * Creates the tables.
   *
   * @param rows the most rows of a table
   */
  SummaryTable(int rows) {
    this.rows = rows;
  }

  /** Whether {@link #add} left rows out. */
  boolean isShortened() {
    return isShortened;
  }

  void add(Markdown text, List<String> head, List<List<String>> all) {
    ForgeText.table(text, head, all.stream().limit(rows).toList());
    if (all.size() > rows) {
      isShortened = true;
      text.block("%d more rows are left out.".formatted(all.size() - rows));
    }
  }
}
