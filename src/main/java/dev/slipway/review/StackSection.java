package dev.slipway.review;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.ConfigDiff;
import dev.slipway.document.ForgeText;
import dev.slipway.document.Markdown;
import dev.slipway.preview.StepText;

/** The differences of one stack, folded. */
final class StackSection {
  /** Characters of a value. */
  private static final int LONGEST = 120;

  private final StackReview review;

  StackSection(StackReview review) {
    this.review = review;
  }

  void add(Markdown text) {
    Markdown blocks = new Markdown();
    review.servers().filter(changes -> !changes.isRefused()).ifPresent(one -> diffs(one, blocks));
    if (!review.steps().isEmpty()) {
      blocks.block("Resources: `+` created, `!` updated or replaced, `-` deleted.");
      blocks.fence(
          "diff",
          review.steps().stream().flatMap(step -> StepText.lines(step, LONGEST).stream()).toList());
    }
    if (blocks.length() > 0) {
      text.fold(review.stack().name() + ": " + OperationCounts.of(review.steps()), blocks);
    }
  }

  private static void diffs(ClusterChanges changes, Markdown blocks) {
    for (ConfigDiff diff : ConfigDiff.of(changes)) {
      blocks.block("Configuration of " + ForgeText.plain(String.join(", ", diff.servers())) + ":");
      blocks.fence("diff", diff.lines());
    }
  }
}
