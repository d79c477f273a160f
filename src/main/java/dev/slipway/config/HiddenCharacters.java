package dev.slipway.config;

import dev.slipway.value.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses characters that an editor does not show or that only some parsers take as the end of a
 * line, also in comments: U+2028 in a comment begins a new line in YAML 1.1, and not in YAML 1.2.
 */
final class HiddenCharacters {
  private HiddenCharacters() {}

  /** Returns a problem for each line that contains one, with the first of them. */
  static List<Problem> problems(Path file, String text) {
    List<Problem> problems = new ArrayList<>();
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int line = i + 1;
      lines[i]
          .codePoints()
          .filter(HiddenCharacters::isHidden)
          .findFirst()
          .ifPresent(hidden -> problems.add(problem(file, line, hidden)));
    }
    return problems;
  }

  private static Problem problem(Path file, int line, int hidden) {
    String message =
        "contains the invisible character U+%04X%s; remove it, or write a space"
            .formatted(hidden, hidden == '\t' ? " (tab)" : "");
    return new Problem(file, line, "", message);
  }

  private static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> character != ' ';
      default -> false;
    };
  }
}
