package dev.slipway.evidence.control;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The outcome of a check.
 *
 * @param explanation what was compared, what is wrong, or why the check could not run
 * @param details every failure, or every reason why the check could not run
 */
public record Outcome(Result result, String explanation, List<String> details) {
  /** Number of failures that the explanation lists; the first page has little space. */
  private static final int LISTED_FAILURES = 3;

  /** The results, from bad to good: the result of several checks is the lowest. */
  public enum Result {
    NOT_SATISFIED("NOT satisfied"),
    NOT_ASSESSED("not assessed"),
    /** The plan exists only: no object of the stack does. */
    NOT_BUILT("not built"),
    SATISFIED("satisfied");

    private final String text;

    Result(String text) {
      this.text = text;
    }

    /** Returns the text in reports. */
    public String text() {
      return text;
    }
  }

  /** Copies the list. */
  public Outcome {
    details = List.copyOf(details);
  }

  static Outcome notAssessed(String reason) {
    return new Outcome(Result.NOT_ASSESSED, reason, List.of());
  }

  /** Returns "satisfied" if there are no failures; {@code compared} lists what was compared. */
  static Outcome of(List<String> failures, String compared) {
    if (failures.isEmpty()) {
      return new Outcome(Result.SATISFIED, compared, List.of());
    }
    List<String> distinct = failures.stream().distinct().toList();
    String listed = distinct.stream().limit(LISTED_FAILURES).collect(Collectors.joining("; "));
    int more = distinct.size() - LISTED_FAILURES;
    String explanation = more > 0 ? listed + "; and " + more + " more" : listed;
    return new Outcome(Result.NOT_SATISFIED, explanation, distinct);
  }
}
