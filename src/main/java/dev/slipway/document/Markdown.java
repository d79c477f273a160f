package dev.slipway.document;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes CommonMark with tables. Characters with a meaning in CommonMark are escaped in texts. */
public final class Markdown {
  /** An underscore between letters has no meaning. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*<>|\\[\\]~&]|(?<!\\w)_|_(?!\\w)");

  private final StringBuilder text = new StringBuilder();

  /** Adds a heading. The title of a page has level 1. */
  public Markdown heading(int level, String title) {
    return block("#".repeat(level) + " " + plain(title));
  }

  /** Adds a block of markup, for example a paragraph with {@link #bold} text. */
  public Markdown block(String markup) {
    text.append(text.isEmpty() ? "" : "\n").append(markup).append("\n");
    return this;
  }

  /** Adds a block of code. The fence is longer than any in the lines. */
  public Markdown fence(String language, List<String> lines) {
    String fence = fenceOf(lines);
    return block(fence + language + "\n" + String.join("\n", lines) + "\n" + fence);
  }

  /** Returns a fence that no line contains. */
  public static String fenceOf(List<String> lines) {
    String fence = "```";
    while (String.join("\n", lines).contains(fence)) {
      fence += "`";
    }
    return fence;
  }

  /** Adds blocks that a reader unfolds, on the pages of GitHub and GitLab. */
  public Markdown fold(String title, Markdown blocks) {
    return block("<details><summary>%s</summary>".formatted(html(title)))
        .append(blocks)
        .block("</details>");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Adds the blocks of another text. */
  public Markdown append(Markdown blocks) {
    return blocks.text.isEmpty() ? this : block(blocks.text.toString().stripTrailing());
  }

  /** Returns the number of characters. */
  public int length() {
    return text.length();
  }

  /**
   * Returns the lines that fit into a number of characters: all of them, or only the first. Blocks
   * without a fence and without {@link #fold} remain valid.
   */
  public Markdown first(int characters) {
    Markdown part = new Markdown();
    int end = Math.max(0, Math.min(characters, text.length()));
    part.text.append(text, 0, end == text.length() ? end : text.lastIndexOf("\n", end - 1) + 1);
    return part;
  }

  /** Adds a list whose items are markup. */
  public Markdown list(List<String> items) {
    return items.isEmpty()
        ? this
        : block(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
  }

  /** Adds a table whose cells are plain text. */
  public Markdown table(List<String> head, List<List<String>> rows) {
    return markupTable(
        head, rows.stream().map(row -> row.stream().map(Markdown::plain).toList()).toList());
  }

  /** Adds a table whose cells are markup in one line. */
  public Markdown markupTable(List<String> head, List<List<String>> rows) {
    String lines = rows.stream().map(row -> "\n" + Markdown.row(row)).collect(Collectors.joining());
    return block(row(head) + "\n|" + " --- |".repeat(head.size()) + lines);
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Returns markup of bold text. */
  public static String bold(String text) {
    return "**" + plain(text) + "**";
  }

  /** Returns markup of code, in one line. */
  public static String code(String text) {
    return "`" + line(text).replace('`', '\'') + "`";
  }

  /** Removes line feeds and characters that are not visible. */
  private static String line(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "");
  }

  /** Returns markup of plain text. */
  public static String plain(String text) {
    return SPECIAL.matcher(line(text)).replaceAll("\\\\$0");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
