package dev.slipway.cli;

/** The option {@code --limit}: how many characters a forge accepts in an issue or a comment. */
final class ReportLimit {
  /** Length of the marker, the result and the line about what is left out. */
  private static final int LEAST = 1000;

  private ReportLimit() {}

  /**
   * Refuses a limit in which no report fits.
   *
   * @throws IllegalArgumentException with the value and what is allowed
   */
  static void require(int limit) {
    if (limit < LEAST) {
      throw new IllegalArgumentException(
          "--limit is %d; it is at least %d characters, or leave it out to write all"
              .formatted(limit, LEAST));
    }
  }
}
