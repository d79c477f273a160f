package dev.slipway.evidence.page;

import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.control.Check;
import dev.slipway.evidence.control.Control;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.EvidenceSource;
import dev.slipway.evidence.control.Outcome;
import dev.slipway.evidence.model.EvidenceInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same report for machines. */
public final class ReportDocument {
  private ReportDocument() {}

  /** {@code data}: the chain as far as it goes before the report itself is sealed. */
  public static Map<String, Object> of(EvidenceInput subject, HashChain data) {
    return Map.of(
        "environment", subject.environment().text(),
        "taken", subject.taken().toString(),
        "rawData", data.head().toString(),
        "checks", CheckIndex.ALL.stream().map(check -> check(check, subject, data)).toList(),
        "controls", Controls.ALL.stream().map(control -> control(control, subject)).toList());
  }

  private static Map<String, Object> check(Check check, EvidenceInput subject, HashChain data) {
    Outcome outcome = check.outcome(subject);
    Map<String, String> files = new TreeMap<>();
    CheckIndex.data(check, data)
        .forEach(file -> files.put(file, data.digest(file).orElseThrow().toString()));
    return Map.of(
        "id", check.id(),
        "against", check.layer().title(),
        "what", check.claim(),
        "how", check.how(),
        "result", outcome.result().text(),
        "found", outcome.because(),
        "rawData", files);
  }

  private static Map<String, Object> control(Control control, EvidenceInput subject) {
    Map<String, String> results = new TreeMap<>();
    Arrays.stream(EvidenceSource.values())
        .forEach(
            layer ->
                control
                    .result(layer, subject)
                    .ifPresent(result -> results.put(layer.title(), result.text())));
    List<String> checks = control.checks().stream().map(Check::id).toList();
    return Map.of(
        "framework", control.framework().title(),
        "number", control.number(),
        "title", control.title(),
        "checked", control.summary(),
        "results", results,
        "checks", checks,
        "notShown", control.limitations());
  }
}
