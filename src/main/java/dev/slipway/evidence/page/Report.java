package dev.slipway.evidence.page;

import static dev.slipway.document.Markdown.bold;
import static dev.slipway.document.Markdown.code;

import dev.slipway.document.Markdown;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The report as Markdown: a summary for auditors, then every control and every check. */
public final class Report {
  /** Name of the diagram's file in the evidence folder. */
  public static final String DIAGRAM = "diagram.svg";

  private final Assessment assessment;
  private final HashChain rawData;
  private final Markdown text = new Markdown();

  private Report(Assessment assessment, HashChain rawData) {
    this.assessment = assessment;
    this.rawData = rawData;
  }

  /** Returns the report; {@code rawData} is the chain before the report is added to it. */
  public static String of(EvidenceInput input, Assessment assessment, HashChain rawData) {
    Report report = new Report(assessment, rawData);
    SummaryPage.write(report.text, input, assessment, rawData.head());
    report.controls();
    report.checks();
    report.verification();
    return report.text.toString();
  }

  private void controls() {
    text.heading(2, "Controls");
    for (Control control : Controls.ALL) {
      text.heading(
          3,
          "%s %s: %s"
              .formatted(control.number(), control.title(), assessment.result(control).text()));
      text.block(
          Markdown.plain(
              "Defined in: %s. Assessed: %s."
                  .formatted(control.framework().title(), control.summary())));
      text.block(Markdown.plain("By evidence source: " + results(control) + "."));
      text.list(control.checks().stream().map(this::line).toList());
      text.list(assessment.entryPoints(control).stream().map(Report::line).toList());
      text.block(line("Not covered", control.limitations() + "."));
    }
  }

  private String results(Control control) {
    String results =
        Arrays.stream(EvidenceSource.values())
            .flatMap(
                source ->
                    assessment.result(control, source).stream()
                        .map(result -> source.title() + " " + result.text()))
            .collect(Collectors.joining(", "));
    return results.isEmpty() ? Result.NOT_ASSESSED.text() : results;
  }

  private String line(Check check) {
    Outcome outcome = assessment.outcome(check);
    String title =
        "%s, %s, %s"
            .formatted(assessment.number(check), check.source().reading(), outcome.result().text());
    return line(title, "%s (%s).".formatted(check.claim(), outcome.explanation()));
  }

  private static String line(EntryPointReading one) {
    return line(
        "Entry point " + one.entryPoint(),
        "planned, %s (%s).".formatted(one.text(), one.explanation()));
  }

  private void checks() {
    text.heading(2, "Checks");
    for (Check check : assessment.checks()) {
      Outcome outcome = assessment.outcome(check);
      text.heading(
          3, "%s %s: %s".formatted(assessment.number(check), check.id(), outcome.result().text()));
      List<String> lines = new ArrayList<>();
      lines.add(line("Claim", check.claim() + "."));
      lines.add(line("Method", check.method() + "."));
      lines.add(
          line("Read", "%s (%s).".formatted(check.source().reading(), check.source().title())));
      lines.add(line("Result", outcome.result().text() + "; " + outcome.explanation() + "."));
      outcome.details().forEach(detail -> lines.add(line("Detail", detail)));
      RawDataFiles.of(rawData, check)
          .forEach((file, digest) -> lines.add(rawDataLine(file, digest)));
      text.list(lines);
    }
  }

  private static String rawDataLine(String file, String digest) {
    return bold("Raw data:") + " " + code(file) + ", SHA-256 " + code(digest);
  }

  private static String line(String title, String content) {
    return bold(title + ":") + " " + Markdown.plain(content);
  }

  private void verification() {
    text.heading(2, "How to verify that this folder was not changed");
    text.block(
        ("Each line of %s contains the name of a file, its SHA-256 digest, and the digest of the"
                + " line before. If a file changes, all later lines must change too. %s computes"
                + " all digests again. Without Slipway, use %s and %s. Record the digest that the"
                + " command printed, or the digest on the first page, in a location where the"
                + " owners of this folder cannot change it.")
            .formatted(
                code(HashChain.FILE),
                code("slipway evidence verify FOLDER --expect-digest DIGEST"),
                code("sha256sum FILE"),
                code("tail -n 1 " + HashChain.FILE + " | sha256sum")));
    text.table(
        List.of("File", "SHA-256"),
        RawDataFiles.of(rawData).entrySet().stream()
            .map(file -> List.of(file.getKey(), file.getValue()))
            .toList());
  }
}
