package dev.slipway.cli;

import dev.slipway.document.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The report of compared stacks for an issue: a table of all stacks, then the differences of each.
 * Texts of clouds and clusters are in blocks of code, which no text in them can end.
 */
final class DriftIssue {
  /** The first line, by which the issue is found again. */
  static final String MARKER = "<!-- slipway drift -->";

  /** Length of headings, fences, separators and of the line about what is left out. */
  private static final int RESERVED = 200;

  private final List<ComparedStack> stacks;
  private final int limit;

  private DriftIssue(List<ComparedStack> stacks, int limit) {
    this.stacks = stacks;
    this.limit = limit;
  }

  /**
   * Returns the report of a limited length.
   *
   * @param limit number of characters; the last differences of a stack that do not fit are left out
   * @param link URL of the complete output
   */
  static String text(List<ComparedStack> stacks, int limit, Optional<String> link) {
    return new DriftIssue(stacks, limit).text(link).toString();
  }

  private Markdown text(Optional<String> link) {
    Markdown text = new Markdown().block(MARKER).heading(1, "Drift").block(outcome());
    link.ifPresent(url -> text.block("The complete output: " + url));
    text.table(
        List.of("stack", "environment", "result"),
        stacks.stream()
            .map(one -> List.of(one.stack(), one.plan().environment().text(), one.summary()))
            .toList());
    Markdown report = text.first(limit);
    stacks.forEach(one -> section(one, report));
    return report;
  }

  private String outcome() {
    return switch (ComparedStack.exitCode(stacks)) {
      case SUCCESS -> "Nothing differs from the plans.";
      case DIFFERENT ->
          "A cloud or a cluster differs from its plan. What to do: docs/runbooks/drift-found.md of"
              + " Slipway.";
      default -> "Something could not be compared with its plan.";
    };
  }

  private void section(ComparedStack stack, Markdown report) {
    List<String> lines = lines(stack);
    int available = limit - report.length() - RESERVED;
    if (lines.isEmpty() || available <= 0) {
      return;
    }
    List<String> first = new ArrayList<>();
    for (String line : lines) {
      available -= line.length() + 1;
      if (available < 0) {
        break;
      }
      first.add(line);
    }
    report.heading(2, stack.stack()).fence("", first);
    if (first.size() < lines.size()) {
      report.block("%d lines are left out.".formatted(lines.size() - first.size()));
    }
  }

  /** Returns the lines of a stack; none if nothing differs and no warning exists. */
  private static List<String> lines(ComparedStack stack) {
    boolean isEmpty =
        stack.drift().findings().isEmpty()
            && stack.drift().notAssessed().isEmpty()
            && stack.failure().isEmpty()
            && stack.warnings().isEmpty();
    return isEmpty
        ? List.of()
        : Stream.concat(DriftOutput.section(stack).lines(), stack.warnings().stream()).toList();
  }
}
