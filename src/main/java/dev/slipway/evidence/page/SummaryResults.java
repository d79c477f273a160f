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
import java.util.stream.Stream;

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
    int notBuilt = count(source, Result.NOT_BUILT);
    int satisfied = count(source, Result.SATISFIED);
    String counts =
        " %d of %d checks are satisfied"
            .formatted(satisfied, satisfied + failed + notAssessed + notBuilt);
    return bold("The %s: %s.".formatted(source.title(), conclusion(separation)))
        + counts
        + (failed > 0 ? "; " + bold(failed + " NOT satisfied") : "")
        + (notAssessed > 0 ? "; " + notAssessed + " not assessed" : "")
        + (notBuilt > 0 ? "; " + notBuilt + " not built" : "")
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
      case NOT_ASSESSED, NOT_BUILT ->
          "%s, because %s"
              .formatted(
                  assessment.outcome(separation).result().text(),
                  assessment.outcome(separation).explanation());
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
    List<String> head = new ArrayList<>(List.of("Control", "Result", "Assessed"));
    Arrays.stream(EvidenceSource.values())
        .forEach(source -> head.add("%s (%s)".formatted(source.reading(), source.title())));
    text.table(head, Controls.ALL.stream().map(this::row).toList());
    text.block(
        "“satisfied”: no check found a violation. “NOT satisfied”: a check found a violation. “not"
            + " assessed”: a check could not run, or this system has no data. “not built”: no"
            + " object of a stack exists. “–”: no check of the control uses this evidence source."
            + " The column “Result” has the worst of them, and of the entry points of the control:"
            + " what was only planned is not assessed.");
  }

  /** Writes one row per entry point of each cluster. */
  void entryPoints() {
    text.heading(2, "Entry points");
    text.block(
        "What can change a cluster. The plan of each was read; “live” is written only where this"
            + " run read the entry point itself.");
    text.table(
        List.of("Entry point", "Address", "Read", "What was read, or why nothing was"),
        assessment.entryPoints().stream()
            .map(
                one ->
                    List.of(
                        one.entryPoint().toString(),
                        one.entryPoint().address(),
                        one.text(),
                        Markdown.plain(one.explanation())))
            .toList());
  }

  private List<String> row(Control control) {
    List<String> cells = new ArrayList<>();
    cells.add(control.number() + " " + control.title());
    cells.add(assessment.result(control).text());
    cells.add(control.summary());
    for (EvidenceSource source : EvidenceSource.values()) {
      cells.add(assessment.result(control, source).map(Result::text).orElse("–"));
    }
    return cells;
  }

  /** Writes the checks that could not run, and what no check covers. */
  void limitations() {
    text.heading(2, "Not assessed");
    text.list(
        Stream.concat(
                assessment.checks(Result.NOT_ASSESSED).stream()
                    .map(check -> line(check, "Not assessed because")),
                assessment.checks(Result.NOT_BUILT).stream().map(check -> line(check, "Not built")))
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
