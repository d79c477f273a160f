package dev.slipway.cli;

import dev.slipway.document.Json;
import dev.slipway.drift.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The output of {@code slipway drift}. */
final class DriftOutput {
  private DriftOutput() {}

  /** Returns the findings of a stack as one JSON object. */
  static String json(String stack, List<Finding> findings) {
    return Json.write(
        Map.of("stack", stack, "findings", findings.stream().map(DriftOutput::row).toList()));
  }

  /** Returns the findings with expected and actual values, and below them the fix of each. */
  static String text(String stack, List<Finding> findings) {
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
