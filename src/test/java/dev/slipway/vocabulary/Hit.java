package dev.slipway.vocabulary;

import java.nio.file.Path;

/**
 * A word of the list, found in a file.
 *
 * @param word as the list writes it
 * @param standard what to write instead
 * @param text the words around it
 */
record Hit(Path file, int line, String word, String standard, String text) {
  private static final int CONTEXT = 40;

  static Hit of(Passage passage, String text, int start, int end, String word, String standard) {
    String around =
        text.substring(Math.max(0, start - CONTEXT), Math.min(text.length(), end + CONTEXT));
    return new Hit(
        passage.file(),
        passage.lineAt(Math.min(start, passage.text().length())),
        word,
        standard,
        around.replaceAll("\\s+", " ").strip());
  }

  @Override
  public String toString() {
    return "%s:%d: %s -> %s: %s".formatted(file, line, word, standard, text);
  }
}
