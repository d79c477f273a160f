package dev.slipway.value;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All that is wrong with the stack files, at once. */
public final class InvalidFleetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised; Throwable only makes the class serialisable
  private final List<Problem> problems;

  /** Takes at least one problem. */
  public InvalidFleetException(List<Problem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /** In the order of files and lines. */
  public List<Problem> problems() {
    return problems;
  }

  private static String text(List<Problem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return IntStream.range(0, problems.size())
        .mapToObj(i -> (i + 1) + ". " + problems.get(i))
        .collect(Collectors.joining("\n", count + " in the stack files:\n", ""));
  }
}
