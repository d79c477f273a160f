package dev.slipway.value;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All problems of the stack files together. */
public final class InvalidFleetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String UPGRADE =
      "\nIf the files are of an earlier version of Slipway: docs/upgrading.md has the steps.";

  @SuppressWarnings("serial") // Throwable is serializable; this class is never serialized.
  private final List<Problem> problems;

  /** {@code problems} has at least one element. */
  public InvalidFleetException(List<Problem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems in the order of files and lines. */
  public List<Problem> problems() {
    return problems;
  }

  private static String text(List<Problem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    String end =
        problems.stream().anyMatch(InvalidFleetException::isOfFormerVersion) ? UPGRADE : "";
    return IntStream.range(0, problems.size())
        .mapToObj(i -> (i + 1) + ". " + problems.get(i))
        .collect(Collectors.joining("\n", count + " in the stack files:\n", end));
  }

  /** Files of version 0.1 have former keys, and neither a project nor slots. */
  private static boolean isOfFormerVersion(Problem problem) {
    boolean isNew = problem.path().equals("project") || problem.path().endsWith(".slot");
    return problem.message().contains("was renamed; write ")
        || (isNew && problem.message().startsWith("is missing"));
  }
}
