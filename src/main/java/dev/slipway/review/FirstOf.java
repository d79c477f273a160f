package dev.slipway.review;

import java.util.List;

/** A list that fits into one cell of a table. */
final class FirstOf {
  private static final int SHOWN = 4;

  private FirstOf() {}

  /** Returns the first texts, and the number of the others. */
  static String text(List<String> texts) {
    return texts.size() <= SHOWN
        ? String.join(", ", texts)
        : "%s and %d more"
            .formatted(String.join(", ", texts.subList(0, SHOWN)), texts.size() - SHOWN);
  }
}
