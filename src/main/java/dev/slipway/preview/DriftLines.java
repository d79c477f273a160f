package dev.slipway.preview;

/** The lines in which a review has the differences of a cloud and a cluster from a plan. */
public final class DriftLines {
  /** The beginning of the line of a cloud or a cluster that could not be read. */
  public static final String NOT_READ = "not read: ";

  private DriftLines() {}

  /** Whether a line is of a cloud or a cluster that could not be read. */
  public static boolean isUnread(String line) {
    return line.startsWith(NOT_READ);
  }
}
