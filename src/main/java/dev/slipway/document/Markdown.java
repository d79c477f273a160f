package dev.slipway.document;

import java.util.List;
import java.util.stream.Collectors;

/** Writes CommonMark with tables. Texts are taken as they are meant: nothing in them is markup. */
public final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /** A heading; the title is of level 1. */
  public Markdown heading(int level, String title) {
    return block("#".repeat(level) + " " + plain(title));
  }

  /** Markup of the caller's own, for example with {@link #bold}. */
  public Markdown block(String markup) {
    text.append(text.isEmpty() ? "" : "\n").append(markup).append("\n");
    return this;
  }

  /** A list; the items are markup of the caller's own. */
  public Markdown list(List<String> items) {
    return items.isEmpty()
        ? this
        : block(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
  }

  /** A table; the cells are plain texts. */
  public Markdown table(List<String> head, List<List<String>> rows) {
    String lines = rows.stream().map(row -> "\n" + Markdown.row(row)).collect(Collectors.joining());
    return block(row(head) + "\n|" + " --- |".repeat(head.size()) + lines);
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Markdown::plain).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** In bold. */
  public static String bold(String text) {
    return "**" + plain(text) + "**";
  }

  /** As it would be typed. */
  public static String code(String text) {
    return "`" + text.replace('`', '\'') + "`";
  }

  /** Without any meaning as markup. */
  public static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*<>|\\[\\]])", "\\\\$1");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
