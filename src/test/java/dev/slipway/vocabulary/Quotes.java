package dev.slipway.vocabulary;

import java.util.List;
import java.util.regex.Pattern;

/** Separates a comment's prose from the code it quotes: inline tags and text in backquotes. */
final class Quotes {
  private static final Pattern INLINE_TAG =
      Pattern.compile("\\{@(?:code|link|linkplain|value|literal)\\s+[^{}]*(?:\\{[^{}]*}[^{}]*)*}");
  private static final Pattern BACKQUOTES = Pattern.compile("`[^`]+`");

  private Quotes() {}

  /** Returns the comment's prose, and its quoted code as a second passage. */
  static List<Passage> split(Passage comment) {
    String text = comment.text();
    return List.of(
        new Passage(comment.file(), comment.line(), comment.kind(), without(text)),
        new Passage(comment.file(), comment.line(), Passage.Kind.CODE, only(text)));
  }

  private static String without(String text) {
    String plain = INLINE_TAG.matcher(text).replaceAll(quote -> blank(quote.group()));
    return BACKQUOTES.matcher(plain).replaceAll(quote -> blank(quote.group()));
  }

  private static String only(String text) {
    StringBuilder code = new StringBuilder(text.replaceAll("[^\n]", " "));
    for (Pattern quotes : List.of(INLINE_TAG, BACKQUOTES)) {
      quotes
          .matcher(text)
          .results()
          .forEach(quote -> code.replace(quote.start(), quote.end(), quote.group()));
    }
    return code.toString();
  }

  /** Returns a text without words, of the same length: positions stay valid. */
  private static String blank(String quote) {
    return quote.replaceAll("[^\n]", "~");
  }
}
