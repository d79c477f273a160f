package dev.slipway.review;

import dev.slipway.document.ForgeText;
import dev.slipway.document.Markdown;
import dev.slipway.value.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The report of a review, for the comment of a pull request: security and servers first, the
 * differences of each stack folded at the end.
 */
public final class ReviewReport {
  /** The first line, by which the comment is found again. */
  public static final String MARKER = "<!-- slipway preview -->";

  /** Rows of a table in a comment. */
  private static final int ROWS = 40;

  private final Review review;

  /** Creates the report. */
  public ReviewReport(Review review) {
    this.review = review;
  }

  /** Returns the report of files that are refused. */
  public static String invalid(List<Problem> problems) {
    return invalid(problems, Integer.MAX_VALUE, Optional.empty());
  }

  /** Returns the report of files that are refused, of a limited length. */
  public static String invalid(List<Problem> problems, int limit, Optional<String> link) {
    Markdown all =
        start()
            .heading(1, "Preview: " + Outcome.REFUSED.text())
            .block("These files are not valid, so nothing was previewed:")
            .list(problems.stream().map(one -> ForgeText.plain(one.toString())).toList());
    Markdown text = all.first(available(limit, link));
    if (text.length() < all.length()) {
      text.block("Problems are left out." + completeAt(link));
    }
    return text.toString();
  }

  private static Markdown start() {
    return new Markdown().block(MARKER);
  }

  /** Returns the report with every row and difference. */
  public String complete() {
    Markdown text = start();
    new ReviewSummary(review, Integer.MAX_VALUE).add(text);
    review.stacks().forEach(stack -> new StackSection(stack).add(text));
    return text.toString();
  }

  /**
   * Returns the report of a limited length. Differences of stacks are left out first, those of the
   * last stacks first, then the last lines of the summary.
   *
   * @param limit number of characters that a comment may have
   * @param link URL of the complete report
   */
  public String comment(int limit, Optional<String> link) {
    ReviewSummary summary = new ReviewSummary(review, ROWS);
    Markdown start = start();
    summary.add(start);
    int available = available(limit, link);
    Markdown text = start.first(available);
    boolean isCut = text.length() < start.length();
    int left = 0;
    for (StackReview stack : review.stacks()) {
      Markdown section = new Markdown();
      new StackSection(stack).add(section);
      if (isCut || left > 0 || text.length() + section.length() > available) {
        left++;
      } else {
        text.append(section);
      }
    }
    if (isCut || left > 0 || summary.isShortened()) {
      text.block(leftOut(left) + completeAt(link));
    }
    return text.toString();
  }

  /** Returns the number of characters without those of the last block and of separators. */
  private static int available(int limit, Optional<String> link) {
    return limit - RESERVED - completeAt(link).length();
  }

  private static String completeAt(Optional<String> link) {
    return link.map(" The complete report: %s"::formatted).orElse("");
  }

  /** Length of the last block without its link. */
  private static final int RESERVED = 100;

  private static String leftOut(int stacks) {
    return switch (stacks) {
      case 0 -> "Rows are left out.";
      case 1 -> "The differences of 1 stack are left out.";
      default -> "The differences of %d stacks are left out.".formatted(stacks);
    };
  }
}
