package dev.slipway.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Limits in lines for files, or for methods.
 *
 * @param median the limit for the middle one
 * @param p90 the limit that nine of ten keep
 * @param max the limit for each
 */
record SizeBudget(int median, int p90, int max) {

  /** A file, or a method of a file, and its number of lines. */
  record Size(String name, int lines) {}

  /** Returns what is over the limits; {@code kind} is what the sizes are of. */
  List<String> problems(String kind, List<Size> sizes) {
    List<Size> sorted = sizes.stream().sorted(Comparator.comparingInt(Size::lines)).toList();
    List<String> problems = new ArrayList<>();
    check(problems, kind, "median", at(sorted, 0.5), median);
    check(problems, kind, "90th percentile", at(sorted, 0.9), p90);
    sorted.stream()
        .filter(size -> size.lines() > max)
        .map(size -> "%s has %d lines; at most %d".formatted(size.name(), size.lines(), max))
        .forEach(problems::add);
    return problems;
  }

  private static int at(List<Size> sorted, double share) {
    return sorted.get((int) (sorted.size() * share)).lines();
  }

  private static void check(
      List<String> problems, String kind, String figure, int lines, int limit) {
    if (lines > limit) {
      problems.add("%s: %s is %d lines; at most %d".formatted(kind, figure, lines, limit));
    }
  }
}
