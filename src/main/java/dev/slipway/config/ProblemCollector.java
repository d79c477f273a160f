package dev.slipway.config;

import dev.slipway.value.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of all stack files, so that they are reported together. */
final class ProblemCollector {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file).thenComparing(Problem::line);

  private final List<Problem> problems = new ArrayList<>();

  void add(Problem problem) {
    problems.add(problem);
  }

  /** Adds a problem with the value at {@code key}; the line is looked up. */
  void add(StackFile file, String key, String message) {
    add(file.problem(key, message));
  }

  /** Returns the problems in the order of files and lines. */
  List<Problem> problems() {
    return problems.stream().sorted(ORDER).toList();
  }
}
