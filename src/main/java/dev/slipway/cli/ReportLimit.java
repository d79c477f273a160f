package dev.slipway.cli;

import org.jspecify.annotations.Nullable;

/** The option {@code --limit}: how many characters a forge accepts in an issue or a comment. */
final class ReportLimit {
  /** Length of the marker, the result and the line about what is left out. */
  private static final int LEAST = 1000;

  private ReportLimit() {}

  /**
   * Refuses a limit in which no report fits.
   *
   * @param link URL that the report ends with, if something is left out
   * @throws IllegalArgumentException with the value and what is allowed
   */
  static void require(int limit, @Nullable String link) {
    int least = LEAST + (link == null ? 0 : link.length());
    if (limit < least) {
      throw new IllegalArgumentException(
          "--limit is %d; it is at least %d characters%s, or leave it out to write all"
              .formatted(limit, least, link == null ? "" : " with this --link"));
    }
  }
}
