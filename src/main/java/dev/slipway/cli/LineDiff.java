package dev.slipway.cli;

import dev.slipway.document.UnifiedDiff;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The lines of a file that changed or were added. */
final class LineDiff {
  private LineDiff() {}

  /** Prints the difference. */
  static void print(PrintWriter out, Path file, String before, String after) {
    out.println("--- " + file);
    out.println("+++ " + file);
    UnifiedDiff.changes(before.lines().toList(), after.lines().toList()).forEach(out::println);
  }
}
