package dev.slipway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The lines of a file that changed or were added. */
final class LineDiff {
  /** The most lines that a command adds in one place. */
  private static final int MOST_ADDED = 4;

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
      List<String> following = lines.subList(i + 1, Math.min(i + 1 + MOST_ADDED, lines.size()));
      boolean added = next < old.size() && following.contains(old.get(next));
      if (!added && next < old.size()) {
        out.println("-" + old.get(next++));
      }
      out.println("+" + line);
    }
  }
}
