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

  /** Length of the line about what is left out. */
  private static final int REMARK = 40;

  private final List<ComparedStack> stacks;

  /** Number of characters without the line about what is left out. */
  private final int available;

  private long leftOut;

  private DriftIssue(List<ComparedStack> stacks, int limit) {
    this.stacks = stacks;
    this.available = limit - REMARK;
  }

  /**
   * Returns the report of a limited length.
   *
   * @param limit number of characters; lines that do not fit are left out, and their number is the
   *     last line
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
    Markdown report = text.first(available);
    leftOut = text.toString().lines().count() - report.toString().lines().count();
    stacks.forEach(one -> section(one, report));
    return leftOut == 0 ? report : report.block("%d lines are left out.".formatted(leftOut));
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
    List<String> first = first(lines, available - report.length() - frame(stack, lines));
    leftOut += lines.size() - first.size();
    if (!first.isEmpty()) {
      report.heading(2, stack.stack()).fence("", first);
    }
  }

  /** Returns the length of a section without lines. */
  private static int frame(ComparedStack stack, List<String> lines) {
    int empty = new Markdown().block("").heading(2, stack.stack()).fence("", List.of()).length();
    return empty + 2 * Markdown.fenceOf(lines).length();
  }

  private static List<String> first(List<String> lines, int characters) {
    List<String> first = new ArrayList<>();
    int remaining = characters;
    for (String line : lines) {
      remaining -= line.length() + 1;
      if (remaining < 0) {
        break;
      }
      first.add(line);
    }
    return first;
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
