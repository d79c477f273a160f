package dev.slipway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The lines of a file that changed or were added. */
final class LineDiff {
  private LineDiff() {}

  /** Prints the difference; {@code after} has no fewer lines than {@code before}. */
  static void print(PrintWriter out, Path file, String before, String after) {
    out.println("--- " + file);
    out.println("+++ " + file);
    List<String> old = before.lines().toList();
    List<String> lines = after.lines().toList();
    int next = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (next < old.size() && line.equals(old.get(next))) {
        next++;
        continue;
      }
      boolean added =
          i + 1 < lines.size() && next < old.size() && lines.get(i + 1).equals(old.get(next));
      if (!added && next < old.size()) {
        out.println("-" + old.get(next++));
      }
      out.println("+" + line);
    }
  }
}
