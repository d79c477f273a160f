package dev.slipway.evidence.page;

import static dev.slipway.document.Markdown.bold;
import static dev.slipway.document.Markdown.code;

import dev.slipway.diagram.FleetDiagram;
import dev.slipway.document.Markdown;
import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.control.Check;
import dev.slipway.evidence.control.Control;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.control.EvidenceSource;
import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** What an auditor reads who is no engineer. */
final class SummaryPage {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Markdown text;
  private final EvidenceInput subject;

  private SummaryPage(Markdown text, EvidenceInput subject) {
    this.text = text;
    this.subject = subject;
  }

  static void write(Markdown text, EvidenceInput subject, HashChain data) {
    SummaryPage page = new SummaryPage(text, subject);
    String environment = subject.environment().text();
    text.heading(1, "Evidence of separation: " + environment);
    text.block(
        "Taken on "
            + DAY.format(subject.taken())
            + ". Digest of the raw data: "
            + code(data.head().toString()));
    page.question(environment);
    page.answers();
    page.broken();
    page.results();
    page.reach();
    page.notShown();
  }

  private void question(String environment) {
    String others =
        join(subject.others().stream().map(one -> one.environment().text()).distinct().toList());
    String clusters = join(subject.clusters().stream().map(one -> one.name().text()).toList());
    String other = others.isEmpty() ? "another environment (the fleet has no other)" : others;
    text.block(
        bold("What was asked.")
            + " Can anything in the environment "
            + environment
            + " (its clusters are "
            + clusters
            + ") reach "
            + other
            + " over the network, or be reached from there? And do those safeguards hold that the"
            + " operator's security documents and ISO/IEC 27001:2022 ask for, as far as this"
            + " system can tell? Up to three witnesses were heard:");
    text.list(
        Arrays.stream(EvidenceSource.values())
            .map(layer -> bold("The " + layer.title() + ".") + " " + layer.meaning())
            .toList());
  }

  private void answers() {
    text.block(bold("What was found."));
    text.list(Controls.CROSS_ENVIRONMENT_CHECKS.stream().map(this::answer).toList());
  }

  private String answer(Check crossing) {
    List<Check> checks = CheckIndex.of(crossing.layer());
    List<Check> wrong = of(checks, Result.NOT_SATISFIED);
    List<Check> unknown = of(checks, Result.NOT_ASSESSED);
    int holds = checks.size() - wrong.size() - unknown.size();
    String count = " " + holds + " of its " + checks.size() + " checks hold";
    String bad = wrong.isEmpty() ? "" : "; " + bold(wrong.size() + " do NOT hold");
    String rest = unknown.isEmpty() ? "" : "; " + unknown.size() + " not shown";
    return bold("The " + crossing.layer().title() + ": " + verdict(crossing))
        + count
        + bad
        + rest
        + ".";
  }

  private String verdict(Check crossing) {
    return switch (crossing.outcome(subject).result()) {
      case SATISFIED -> "no way leads across.";
      case NOT_SATISFIED -> "YES, there is a way across.";
      case NOT_ASSESSED -> "cannot tell, " + crossing.outcome(subject).because() + ".";
    };
  }

  private List<Check> of(List<Check> checks, Result result) {
    return checks.stream().filter(check -> check.outcome(subject).result() == result).toList();
  }

  private void broken() {
    List<Check> wrong = of(CheckIndex.ALL, Result.NOT_SATISFIED);
    if (wrong.isEmpty()) {
      return;
    }
    text.heading(2, "What does NOT hold");
    text.list(
        wrong.stream()
            .map(
                check ->
                    CheckIndex.number(check)
                        + ", that "
                        + check.claim()
                        + ": "
                        + check.outcome(subject).because())
            .map(Markdown::plain)
            .toList());
  }

  private void results() {
    text.heading(2, "Results");
    List<String> head = new ArrayList<>(List.of("Control", "What was checked of it"));
    Arrays.stream(EvidenceSource.values()).forEach(layer -> head.add(layer.title()));
    text.table(head, Controls.ALL.stream().map(this::row).toList());
    text.block(
        "“not shown”: this run could not tell. “–”: this witness is not asked for this control.");
  }

  private List<String> row(Control control) {
    List<String> cells = new ArrayList<>();
    cells.add(control.number() + " " + control.title());
    cells.add(control.summary());
    for (EvidenceSource layer : EvidenceSource.values()) {
      cells.add(control.result(layer, subject).map(Result::text).orElse("–"));
    }
    if (control.checks().isEmpty()) {
      cells.set(2, Result.NOT_ASSESSED.text());
    }
    return cells;
  }

  private void reach() {
    text.heading(2, "Who may reach whom");
    text.block(
        "By the plan these connections may be opened between clusters of "
            + subject.environment().text()
            + " and to or from the outside, and no other, in neither direction:");
    text.table(
        List.of("From", "To", "Traffic"),
        FleetDiagram.of(subject.fleet()).edges(subject.environment()).stream()
            .map(edge -> List.of(edge.from(), edge.to(), String.join(", ", edge.traffic())))
            .toList());
    text.block("![Who may reach whom](" + Report.PICTURE + ")");
  }

  private void notShown() {
    text.heading(2, "What was not shown");
    List<String> lines = new ArrayList<>();
    of(CheckIndex.ALL, Result.NOT_ASSESSED).stream()
        .collect(groupingBy(check -> check.outcome(subject).because(), this::claim))
        .forEach((why, claims) -> lines.add("Since " + why + ": that " + claims + "."));
    Controls.ALL.stream()
        .collect(groupingBy(Control::limitations, Control::number))
        .forEach((what, numbers) -> lines.add(numbers + ": " + what));
    text.list(lines.stream().map(Markdown::plain).toList());
  }

  private String claim(Check check) {
    return check.claim() + " (" + CheckIndex.number(check) + ")";
  }

  private static <T> Collector<T, ?, Map<String, String>> groupingBy(
      Function<T, String> key, Function<T, String> value) {
    Collector<T, ?, String> joined = Collectors.mapping(value, Collectors.joining("; "));
    return Collectors.groupingBy(key, LinkedHashMap::new, joined);
  }

  private static String join(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
