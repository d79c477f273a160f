package dev.slipway.evidence.control;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a check found.
 *
 * @param because in plain words: what was counted, or what is wrong, or why it was not shown
 * @param details all that speaks against it, or why it was not shown, in full
 */
public record Outcome(Result result, String because, List<String> details) {
  /** So many of them fit on a first page. */
  private static final int MOST_TOLD = 3;

  /** From bad to good. */
  public enum Result {
    NOT_SATISFIED("does NOT hold"),
    NOT_ASSESSED("not shown"),
    SATISFIED("holds");

    private final String text;

    Result(String text) {
      this.text = text;
    }

    /** As the report writes it. */
    public String text() {
      return text;
    }
  }

  /** Copies the list. */
  public Outcome {
    details = List.copyOf(details);
  }

  static Outcome notShown(String because) {
    return new Outcome(Result.NOT_ASSESSED, because, List.of());
  }

  /** Holds where nothing speaks against it; {@code holds} says what was looked at. */
  static Outcome of(List<String> against, String holds) {
    if (against.isEmpty()) {
      return new Outcome(Result.SATISFIED, holds, List.of());
    }
    List<String> all = against.stream().distinct().toList();
    String first = all.stream().limit(MOST_TOLD).collect(Collectors.joining("; "));
    int more = all.size() - MOST_TOLD;
    String because = more > 0 ? first + "; and " + more + " more" : first;
    return new Outcome(Result.NOT_SATISFIED, because, all);
  }
}
