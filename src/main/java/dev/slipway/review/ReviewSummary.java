package dev.slipway.review;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.Effect;
import dev.slipway.change.ServerChange;
import dev.slipway.document.Markdown;
import dev.slipway.plan.security.reachability.Flow;
import dev.slipway.preview.ResourceStep;
import dev.slipway.report.ServerEffects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The part of a report that a reviewer reads first. */
final class ReviewSummary {
  private final Review review;
  private final int rows;
  private boolean isShortened;

  /**
   * Creates the summary.
   *
   * @param rows the most rows of a table
   */
  ReviewSummary(Review review, int rows) {
    this.review = review;
    this.rows = rows;
  }

  /** Whether {@link #add} left rows out. */
  boolean isShortened() {
    return isShortened;
  }

  void add(Markdown text) {
    text.heading(1, "Preview: " + review.outcome().text());
    stacks(text);
    refusals(text);
    security(text, review.security());
    servers(text);
    deletions(text);
    resources(text);
    drift(text);
  }

  private void stacks(Markdown text) {
    if (review.stacks().isEmpty()) {
      text.block("The change affects no stack.");
      return;
    }
    table(
        text,
        List.of("stack", "environment", "result", "affected by"),
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
    List<String> errors = lines(StackReview::errors);
    if (!errors.isEmpty()) {
      text.heading(2, "Not assessed")
          .block("Pulumi could not preview these stacks completely:")
          .list(errors);
    }
  }

  /** Returns texts of all stacks, each with the name of its stack, as markup. */
  private List<String> lines(Function<StackReview, List<String>> texts) {
    List<String> lines = new ArrayList<>();
    for (StackReview one : review.stacks()) {
      texts.apply(one).forEach(text -> lines.add(Markdown.plain(one.stack().name() + ": " + text)));
    }
    return lines;
  }

  private void security(Markdown text, SecurityEffect effect) {
    text.heading(2, "Security");
    if (effect.isEmpty()) {
      text.block("No connection is opened or closed, and no permission changes.");
      return;
    }
    if (effect.opensToInternet()) {
      text.block(Markdown.bold("A connection from the Internet is opened."));
    }
    flows(text, "Opened connections", effect.opened());
    flows(text, "Closed connections", effect.closed());
    if (!effect.settings().isEmpty()) {
      text.heading(3, "Sign-in, permissions and origins");
      table(
          text,
          List.of("stack", "setting", "before", "after"),
          effect.settings().stream()
              .map(
                  one ->
                      List.of(
                          one.stack(), one.setting(), orNone(one.before()), orNone(one.after())))
              .toList());
    }
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "none" : value;
  }

  private void flows(Markdown text, String title, List<Flow> flows) {
    text.heading(3, title);
    if (flows.isEmpty()) {
      text.block("None.");
      return;
    }
    table(
        text,
        List.of("from", "to", "traffic"),
        flows.stream()
            .map(one -> List.of(one.from(), one.to(), one.traffic().toString()))
            .toList());
  }

  private void servers(Markdown text) {
    text.heading(2, "Servers");
    List<List<String>> all = new ArrayList<>();
    for (StackReview one : review.stacks()) {
      one.servers().ifPresent(changes -> all.addAll(servers(changes)));
    }
    if (all.isEmpty()) {
      text.block("No server changes.");
      return;
    }
    table(text, List.of("servers", "effect", "order", "restarts"), all);
    for (StackReview one : review.stacks()) {
      one.servers()
          .filter(changes -> !changes.isEmpty())
          .ifPresent(
              changes ->
                  ServerEffects.consequences(changes)
                      .forEach(consequence -> text.block(one.stack().name() + ": " + consequence)));
    }
  }

  /** Returns a row for the servers to which the same happens. */
  private static List<List<String>> servers(ClusterChanges changes) {
    Map<List<String>, List<String>> names = new LinkedHashMap<>();
    for (ServerChange one : changes.servers()) {
      if (one.effect() != Effect.UNCHANGED) {
        List<String> effect =
            List.of(
                one.effect().text(),
                ServerEffects.order(changes, one),
                ServerEffects.restarts(one));
        names.computeIfAbsent(effect, key -> new ArrayList<>()).add(one.server().name());
      }
    }
    return names.entrySet().stream()
        .map(
            one ->
                Stream.concat(Stream.of(FirstOf.text(one.getValue())), one.getKey().stream())
                    .toList())
        .toList();
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
    if (all.isEmpty()) {
      text.block("None.");
    } else {
      table(text, List.of("stack", "resource", "operation", "exemption"), all);
    }
  }

  private void resources(Markdown text) {
    text.heading(2, "Resources");
    if (isNotRead()) {
      text.block("Not assessed: Pulumi was not run.");
      return;
    }
    table(
        text,
        List.of("stack", "operations", "left out as noise"),
        review.stacks().stream().map(ReviewSummary::counts).toList());
  }

  private static List<String> counts(StackReview one) {
    return List.of(
        one.stack().name().text(),
        one.preview().isPresent() ? OperationCounts.of(one.steps()) : "not assessed: no such state",
        String.valueOf(one.noise()));
  }

  private void drift(Markdown text) {
    text.heading(2, "Drift before the change");
    List<String> drift = lines(StackReview::drift);
    if (isNotRead()) {
      text.block("Not assessed: no cloud was asked.");
    } else if (drift.isEmpty()) {
      text.block("None.");
    } else {
      text.block("The cloud or a cluster is not as the stack files before the change:").list(drift);
    }
  }

  private boolean isNotRead() {
    return review.stacks().stream().allMatch(one -> one.reading().isEmpty());
  }

  private void table(Markdown text, List<String> head, List<List<String>> all) {
    text.table(head, all.stream().limit(rows).toList());
    if (all.size() > rows) {
      isShortened = true;
      text.block("%d more rows are left out.".formatted(all.size() - rows));
    }
  }
}
