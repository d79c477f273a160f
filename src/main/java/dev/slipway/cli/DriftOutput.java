package dev.slipway.cli;

import static java.util.stream.Collectors.joining;

import dev.slipway.drift.DriftReport;
import dev.slipway.drift.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The output of {@code slipway drift}. */
final class DriftOutput {
  private DriftOutput() {}

  /** Returns the findings of a stack for programs. */
  static Map<String, Object> document(String stack, DriftReport drift) {
    return Map.of(
        "stack", stack,
        "findings", drift.findings().stream().map(DriftOutput::row).toList(),
        "notAssessed", drift.notAssessed());
  }

  /** Returns the findings of several stacks for programs. */
  static Map<String, Object> document(List<ComparedStack> all) {
    return Map.of("stacks", all.stream().map(DriftOutput::document).toList());
  }

  private static Map<String, Object> document(ComparedStack one) {
    Map<String, Object> fields = new TreeMap<>(document(one.stack(), one.drift()));
    fields.put("environment", one.plan().environment().text());
    one.reason().ifPresent(reason -> fields.put("error", reason));
    return fields;
  }

  /** Returns a section for each stack. */
  static String text(List<ComparedStack> all) {
    return all.stream().map(DriftOutput::section).collect(joining("\n"));
  }

  /** Returns the result of one of several stacks, which begins with its name. */
  static String section(ComparedStack one) {
    if (one.failure().isPresent()) {
      return "%s: not compared: %s\n".formatted(one.stack(), one.reason().orElse(""));
    }
    String title =
        one.drift().findings().isEmpty() ? "" : "%s: %s\n".formatted(one.stack(), one.summary());
    return title + text(one.stack(), one.drift());
  }

  /** Returns the findings with expected and actual values, and below them the fix of each. */
  static String text(String stack, DriftReport drift) {
    String notAssessed =
        drift.notAssessed().stream().map("not assessed: %s\n"::formatted).collect(joining());
    return findings(stack, drift.findings()) + notAssessed;
  }

  private static String findings(String stack, List<Finding> findings) {
    if (findings.isEmpty()) {
      return stack + ": no drift\n";
    }
    StringBuilder text = new StringBuilder();
    StringBuilder fixes = new StringBuilder("\nfixes:\n");
    for (int i = 0; i < findings.size(); i++) {
      text.append("%d. %s\n".formatted(i + 1, text(findings.get(i))));
      fixes.append("  %d. %s\n".formatted(i + 1, findings.get(i).fix()));
    }
    return text.append(fixes).toString();
  }

  private static String text(Finding finding) {
    String id = finding.id().isEmpty() ? "" : " (%s)".formatted(finding.id());
    return "%s: %s%s\n     expected: %s\n     actual:   %s"
        .formatted(
            finding.kind().text(),
            finding.where(),
            id,
            finding.expected(),
            finding.actual().replace("\n", "\n            "));
  }

  private static Map<String, Object> row(Finding one) {
    Map<String, Object> row = new TreeMap<>(one.document());
    row.put("fixedByPulumi", one.kind().isFixedByPulumi());
    return row;
  }
}
