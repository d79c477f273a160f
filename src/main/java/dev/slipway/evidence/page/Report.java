package dev.slipway.evidence.page;

import static dev.slipway.document.Markdown.bold;
import static dev.slipway.document.Markdown.code;

import dev.slipway.document.Markdown;
import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.control.Check;
import dev.slipway.evidence.control.Control;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.EvidenceSource;
import dev.slipway.evidence.control.Outcome;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The report as Markdown: a first page for an auditor, then each control and each check. */
public final class Report {
  public static final String PICTURE = "picture.svg";

  private final EvidenceInput subject;
  private final HashChain data;
  private final Markdown text = new Markdown();

  private Report(EvidenceInput subject, HashChain data) {
    this.subject = subject;
    this.data = data;
  }

  /** {@code data}: the chain as far as it goes before the report itself is sealed. */
  public static String of(EvidenceInput subject, HashChain data) {
    Report report = new Report(subject, data);
    SummaryPage.write(report.text, subject, data);
    report.controls();
    report.checks();
    report.rawData();
    return report.text.toString();
  }

  private void controls() {
    text.heading(2, "Each control");
    for (Control one : Controls.ALL) {
      text.heading(3, one.number() + " " + one.title() + ": " + results(one));
      text.block(
          Markdown.plain(
              one.framework().title() + ". What is checked of it: " + one.summary() + "."));
      text.list(one.checks().stream().map(this::line).toList());
      text.block(bold("Not shown here.") + " " + Markdown.plain(one.limitations()));
    }
  }

  private String results(Control control) {
    String results =
        Arrays.stream(EvidenceSource.values())
            .flatMap(
                layer ->
                    control.result(layer, subject).stream()
                        .map(result -> layer.title() + " " + result.text()))
            .collect(Collectors.joining(", "));
    return results.isEmpty() ? Result.NOT_ASSESSED.text() : results;
  }

  private String line(Check check) {
    Outcome outcome = check.outcome(subject);
    String claim = check.claim() + " (" + outcome.because() + ").";
    return bold(
            CheckIndex.number(check)
                + ", "
                + check.layer().title()
                + ": "
                + outcome.result().text())
        + ": "
        + Markdown.plain(claim);
  }

  private void checks() {
    text.heading(2, "Each check");
    for (Check check : CheckIndex.ALL) {
      Outcome outcome = check.outcome(subject);
      text.heading(3, CheckIndex.number(check) + " " + check.id() + ": " + outcome.result().text());
      List<String> lines = new ArrayList<>();
      lines.add(line("What", check.claim() + "."));
      lines.add(line("How", check.how() + "."));
      lines.add(line("Against", check.layer().meaning()));
      lines.add(line("Found", outcome.because() + "."));
      outcome.details().forEach(detail -> lines.add(line("In full", detail)));
      CheckIndex.data(check, data)
          .forEach(
              file ->
                  lines.add(
                      bold("Raw data:") + " " + code(file) + ", SHA-256 " + code(digest(file))));
      text.list(lines);
    }
  }

  private static String line(String title, String content) {
    return bold(title + ":") + " " + Markdown.plain(content);
  }

  private void rawData() {
    text.heading(2, "The folder, and how to see that nobody changed it");
    text.block(
        "Each line of "
            + code(HashChain.FILE)
            + " names a file, its SHA-256, and the SHA-256 of the line before. So a change of any"
            + " file changes every line after it. "
            + code("slipway evidence verify FOLDER --noted DIGEST")
            + " computes all of it again; by hand, "
            + code("sha256sum FILE")
            + " and "
            + code("tail -n 1 " + HashChain.FILE + " | sha256sum")
            + " do. Note the digest that the command printed when it ended, or the one on the first"
            + " page, where this folder's keepers cannot change it.");
    text.table(
        List.of("File", "SHA-256"),
        data.files().stream().map(file -> List.of(file, digest(file))).toList());
  }

  private String digest(String file) {
    return data.digest(file).orElseThrow().toString();
  }
}
