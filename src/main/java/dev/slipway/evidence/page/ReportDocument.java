package dev.slipway.evidence.page;

import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.control.Assessment;
import dev.slipway.evidence.control.Check;
import dev.slipway.evidence.control.Control;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.EntryPointReading;
import dev.slipway.evidence.control.EvidenceSource;
import dev.slipway.evidence.control.Outcome;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for programs: the content of report.json. */
public final class ReportDocument {
  private final Assessment assessment;
  private final HashChain rawData;

  private ReportDocument(Assessment assessment, HashChain rawData) {
    this.assessment = assessment;
    this.rawData = rawData;
  }

  /** Returns the document; {@code rawData} is the chain before the report is added to it. */
  public static Map<String, Object> of(
      EvidenceInput input, Assessment assessment, HashChain rawData) {
    ReportDocument document = new ReportDocument(assessment, rawData);
    return Map.of(
        "environment", input.environment().text(),
        "collectedAt", input.collectedAt().toString(),
        "rawDataDigest", rawData.head().toString(),
        "entryPoints", assessment.entryPoints().stream().map(ReportDocument::entryPoint).toList(),
        "checks", assessment.checks().stream().map(document::check).toList(),
        "controls", Controls.ALL.stream().map(document::control).toList());
  }

  private Map<String, Object> check(Check check) {
    Outcome outcome = assessment.outcome(check);
    return Map.of(
        "number", assessment.number(check),
        "id", check.id(),
        "source", check.source().title(),
        "read", check.source().reading(),
        "claim", check.claim(),
        "method", check.method(),
        "result", text(outcome.result()),
        "explanation", outcome.explanation(),
        "details", outcome.details(),
        "rawData", RawDataFiles.of(rawData, check));
  }

  private static Map<String, Object> entryPoint(EntryPointReading one) {
    return Map.of(
        "stack", one.entryPoint().stack().text(),
        "entryPoint", one.entryPoint().kind().text(),
        "address", one.entryPoint().address(),
        "read", one.result() == Result.SATISFIED ? "live" : text(one.result()),
        "explanation", one.explanation());
  }

  private Map<String, Object> control(Control control) {
    Map<String, String> results = new LinkedHashMap<>();
    for (EvidenceSource source : EvidenceSource.values()) {
      assessment
          .result(control, source)
          .ifPresent(result -> results.put(source.title(), text(result)));
    }
    List<String> checks = control.checks().stream().map(Check::id).toList();
    return Map.of(
        "framework", control.framework().title(),
        "number", control.number(),
        "title", control.title(),
        "result", text(assessment.result(control)),
        "summary", control.summary(),
        "results", results,
        "checks", checks,
        "entryPoints",
            assessment.entryPoints(control).stream()
                .map(one -> one.entryPoint().toString())
                .toList(),
        "limitations", control.limitations());
  }

  /**
   * Returns {@code satisfied}, {@code not-satisfied} (both as in OSCAL), {@code not-assessed} or
   * {@code not-built}.
   */
  private static String text(Result result) {
    return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
