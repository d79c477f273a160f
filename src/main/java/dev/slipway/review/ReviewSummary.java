package dev.slipway.review;

import dev.slipway.document.ForgeText;
import dev.slipway.document.Markdown;
import dev.slipway.preview.ResourceStep;
import dev.slipway.value.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The part of a report that a reviewer reads first. */
final class ReviewSummary {
  private static final String BY_PLANS =
      "By the plans, no server reboots and the API keeps working. Whether something is deleted was"
          + " not assessed, because `pulumi preview` was not run for every stack.";

  private final Review review;
  private final SummaryTable table;

  /**
   * Creates the summary.
   *
   * @param rows the most rows of a table
   */
  ReviewSummary(Review review, int rows) {
    this.review = review;
    this.table = new SummaryTable(rows);
  }

  /** Whether {@link #add} left rows out. */
  boolean isShortened() {
    return table.isShortened();
  }

  void add(Markdown text) {
    text.heading(1, "Preview: " + review.outcome().text() + (isInPart() ? ", by the plans" : ""));
    text.block(isInPart() ? BY_PLANS : review.outcome().meaning());
    review
        .change()
        .remark()
        .ifPresent(
            remark -> text.block(Markdown.bold("The base:") + " " + ForgeText.plain(remark)));
    stacks(text);
    refusals(text);
    missingStates(text);
    new SecuritySummary(review, table).add(text);
    new ServersSummary(review, table).add(text);
    deletions(text);
    resources(text);
    drift(text);
  }

  private void stacks(Markdown text) {
    if (review.stacks().isEmpty()) {
      text.block("The change affects no stack.");
      return;
    }
    table.add(
        text,
        List.of("stack", "environment", "result", "what changes"),
        review.stacks().stream().map(this::row).toList());
    List<String> code = review.change().code();
    if (!code.isEmpty()) {
      text.block(
          "%s The change is not in stack files alone; it also has code or settings of stacks: %s"
              .formatted(
                  Markdown.bold("Read the code."),
                  FirstOf.text(code.stream().map(Markdown::code).toList())));
    }
  }

  private List<String> row(StackReview one) {
    return List.of(
        one.stack().name().text(),
        one.stack().environment().text(),
        one.outcome(review.exemptions()).text(),
        one.stack().summary());
  }

  private void refusals(Markdown text) {
    List<String> refusals = lines(one -> one.refusals(review.exemptions()));
    if (!refusals.isEmpty()) {
      text.heading(2, "Refused").list(refusals);
    }
    List<String> errors = lines(StackReview::notAssessed);
    if (!errors.isEmpty()) {
      text.heading(2, "Not assessed")
          .block(
              "Pulumi could not preview these stacks completely, or their cloud or cluster could"
                  + " not be read; slipway deploy refuses them. Preview again when they can be"
                  + " read:")
          .list(errors);
    }
  }

  private void missingStates(Markdown text) {
    List<String> commands =
        review.stacks().stream()
            .flatMap(one -> one.createState().stream())
            .map(Markdown::code)
            .toList();
    if (!commands.isEmpty()) {
      text.heading(2, "States to create")
          .block(
              "Stacks without a state are not previewed, and slipway deploy refuses them. Create"
                  + " each state, commit the file Pulumi.STACK.yaml, and preview again:")
          .list(commands);
    }
  }

  /** Returns texts of all stacks, each with the name of its stack, as markup. */
  private List<String> lines(Function<StackReview, List<String>> texts) {
    List<String> lines = new ArrayList<>();
    for (StackReview one : review.stacks()) {
      texts
          .apply(one)
          .forEach(text -> lines.add(ForgeText.plain(one.stack().name() + ": " + text)));
    }
    return lines;
  }

  private void deletions(Markdown text) {
    List<List<String>> all = new ArrayList<>();
    for (StackReview one : review.stacks()) {
      for (ResourceStep step : one.protectedDeletions()) {
        String stack = one.stack().name().text();
        String exemption =
            review
                .exemptions()
                .of(stack, step.resource())
                .map(lifted -> "until %s: %s".formatted(lifted.until(), lifted.why()))
                .orElse("none");
        all.add(List.of(stack, step.resource(), step.operation().text(), exemption));
      }
    }
    text.heading(2, "Deletions of protected resources");
    if (!all.isEmpty()) {
      table.add(text, List.of("stack", "resource", "operation", "exemption"), all);
    }
    unread(text, all.isEmpty());
    List<Problem> problems = review.exemptions().problems();
    if (!problems.isEmpty()) {
      text.block("The file of exemptions before the change is not valid, so nothing is exempt:")
          .list(problems.stream().map(one -> ForgeText.plain(one.toString())).toList());
    }
  }

  private void resources(Markdown text) {
    text.heading(2, "Resources");
    if (review.stacks().stream().allMatch(one -> one.reading().isEmpty())) {
      unread(text, false);
      return;
    }
    table.add(
        text,
        List.of("stack", "operations", "left out as noise"),
        review.stacks().stream().map(ReviewSummary::counts).toList());
  }

  private static List<String> counts(StackReview one) {
    return List.of(one.stack().name().text(), operations(one), String.valueOf(one.noise()));
  }

  private static String operations(StackReview one) {
    if (one.stack().isRemoved()) {
      return "none: they stay until pulumi destroy";
    } else if (one.preview().isEmpty()) {
      return "not assessed: no state";
    }
    String operations = OperationCounts.of(one.steps());
    return one.errors().isEmpty() ? operations : "not complete: " + operations;
  }

  private void drift(Markdown text) {
    text.heading(2, "Drift before the change");
    List<String> drift = lines(StackReview::drift);
    if (!drift.isEmpty()) {
      text.block("The cloud or a cluster is not as the stack files before the change:").list(drift);
    }
    unread(text, drift.isEmpty());
  }

  /** Adds the stacks of which nothing is known, or that there is nothing in the others. */
  private void unread(Markdown text, boolean isEmpty) {
    List<String> unread =
        review.stacks().stream()
            .filter(one -> isUnread(one) || !one.errors().isEmpty())
            .map(one -> one.stack().name().text())
            .toList();
    boolean isEveryStackUnread = unread.size() == review.stacks().size();
    if (unread.isEmpty() && isEmpty) {
      text.block("None.");
    } else if (!unread.isEmpty()) {
      text.block(
          "Not assessed, because `pulumi preview` was not run or failed: %s.%s"
              .formatted(
                  String.join(", ", unread),
                  isEmpty && !isEveryStackUnread ? " None in the other stacks." : ""));
    }
  }

  private boolean isInPart() {
    return review.outcome() == Outcome.CHANGES
        && review.stacks().stream().anyMatch(ReviewSummary::isUnread);
  }

  /** Whether the resources of a stack are not known. An update leaves those of a removed one. */
  private static boolean isUnread(StackReview one) {
    return one.preview().isEmpty() && !one.stack().isRemoved();
  }
}
