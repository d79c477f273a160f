package dev.slipway.document;

import java.util.List;

/**
 * Plain text in a comment or an issue of a forge, which makes links of URLs, addresses,
 * {@code @NAME} and {@code #12}, and informs whoever has the name. A comment in the markup prevents
 * that.
 */
public final class ForgeText {
  private static final String LINKED =
      "@(?=\\w)|(?<=\\w:)(?=//)|(?<=www)(?=\\.)|#(?=\\d)|(?<=GH)(?=-\\d)";

  private ForgeText() {}

  /** Returns markup of the text. */
  public static String plain(String text) {
    return Markdown.plain(text).replaceAll(LINKED, "$0<!-- -->");
  }

  /** Adds a table whose cells are such texts. */
  public static void table(Markdown text, List<String> head, List<List<String>> rows) {
    text.markupTable(
        head, rows.stream().map(row -> row.stream().map(ForgeText::plain).toList()).toList());
  }
}
