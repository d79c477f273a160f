package dev.slipway.evidence.page;

import static dev.slipway.document.Markdown.bold;

import dev.slipway.document.Markdown;
import dev.slipway.evidence.control.Assessment;
import dev.slipway.evidence.control.Check;
import dev.slipway.evidence.control.Control;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.EvidenceSource;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.control.SeparationChecks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The results on the first page of the report. */
final class SummaryResults {
  private final Markdown text;
  private final Assessment assessment;

  SummaryResults(Markdown text, Assessment assessment) {
    this.text = text;
    this.assessment = assessment;
  }

  /** Writes one line per evidence source: whether environments are isolated, and all counts. */
  void answers() {
    text.block(bold("Answers."));
    text.list(SeparationChecks.CROSS_ENVIRONMENT.stream().map(this::answer).toList());
  }

  private String answer(Check separation) {
    EvidenceSource source = separation.source();
    int failed = count(source, Result.NOT_SATISFIED);
    int notAssessed = count(source, Result.NOT_ASSESSED);
    int satisfied = count(source, Result.SATISFIED);
    String counts =
        " %d of %d checks are satisfied".formatted(satisfied, satisfied + failed + notAssessed);
    return bold("The %s: %s.".formatted(source.title(), conclusion(separation)))
        + counts
        + (failed > 0 ? "; " + bold(failed + " NOT satisfied") : "")
        + (notAssessed > 0 ? "; " + notAssessed + " not assessed" : "")
        + ".";
  }

  private int count(EvidenceSource source, Result result) {
    return (int)
        assessment.checks(result).stream().filter(check -> check.source() == source).count();
  }

  private String conclusion(Check separation) {
    return switch (assessment.outcome(separation).result()) {
      case SATISFIED -> separation.source().isolated();
      case NOT_SATISFIED -> separation.source().connected();
      case NOT_ASSESSED -> "not assessed, because " + assessment.outcome(separation).explanation();
    };
  }

  /** Writes every check that is not satisfied. */
  void failures() {
    List<Check> failed = assessment.checks(Result.NOT_SATISFIED);
    if (failed.isEmpty()) {
      return;
    }
    text.heading(2, "Checks that are NOT satisfied");
    text.list(failed.stream().map(check -> line(check, "Found")).toList());
  }

  /** Writes one row per control, with a column per evidence source. */
  void table() {
    text.heading(2, "Results");
    List<String> head = new ArrayList<>(List.of("Control", "Assessed"));
    Arrays.stream(EvidenceSource.values()).forEach(source -> head.add(source.title()));
    text.table(head, Controls.ALL.stream().map(this::row).toList());
    text.block(
        "“satisfied”: no check found a violation. “NOT satisfied”: a check found a violation. “not"
            + " assessed”: a check could not run, or this system has no data. “–”: no check of the"
            + " control uses this evidence source.");
  }

  private List<String> row(Control control) {
    List<String> cells = new ArrayList<>();
    cells.add(control.number() + " " + control.title());
    cells.add(control.summary());
    for (EvidenceSource source : EvidenceSource.values()) {
      cells.add(assessment.result(control, source).map(Result::text).orElse("–"));
    }
    if (control.checks().isEmpty()) {
      cells.set(2, Result.NOT_ASSESSED.text());
    }
    return cells;
  }

  /** Writes the checks that could not run, and what no check covers. */
  void limitations() {
    text.heading(2, "Not assessed");
    text.list(
        assessment.checks(Result.NOT_ASSESSED).stream()
            .map(check -> line(check, "Not assessed because"))
            .toList());
    text.block("No check in this report covers:");
    text.list(
        Controls.ALL.stream()
            .collect(
                Collectors.groupingBy(
                    Control::limitations,
                    LinkedHashMap::new,
                    Collectors.mapping(Control::number, Collectors.joining("; "))))
            .entrySet()
            .stream()
            .map(entry -> Markdown.plain(entry.getValue() + ": " + entry.getKey() + "."))
            .toList());
  }

  private String line(Check check, String title) {
    return bold(assessment.number(check) + ".")
        + Markdown.plain(
            " Claim: %s. %s: %s."
                .formatted(check.claim(), title, assessment.outcome(check).explanation()));
  }
}
