package dev.slipway.vocabulary;

import java.nio.file.Path;

/**
 * A piece of text of one file.
 *
 * @param line of its first character
 * @param text keeps its line breaks, so that a position in it gives a line
 */
record Passage(Path file, int line, Kind kind, String text) {
  /** The kinds of text; each is checked against other sections of the list. */
  enum Kind {
    /** A documentation comment: prose whose first word is checked too. */
    DOC,
    /** Comments, messages, Markdown, settings. */
    PROSE,
    /** A declared name or a file's name; checked word by word. */
    NAME,
    /** Quoted code; only old keys and names are looked for in it. */
    CODE
  }

  int lineAt(int position) {
    return line + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
