package dev.slipway.evidence.page;

import static dev.slipway.document.Markdown.bold;
import static dev.slipway.document.Markdown.code;

import dev.slipway.diagram.FleetDiagram;
import dev.slipway.document.Markdown;
import dev.slipway.evidence.control.Assessment;
import dev.slipway.evidence.control.EvidenceSource;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.plan.security.reachability.OutsideService;
import dev.slipway.value.Sha256;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The first page of the report, for auditors without engineering knowledge. */
final class SummaryPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Markdown text;
  private final EvidenceInput input;

  private SummaryPage(Markdown text, EvidenceInput input) {
    this.text = text;
    this.input = input;
  }

  static void write(Markdown text, EvidenceInput input, Assessment assessment, Sha256 rawData) {
    SummaryPage page = new SummaryPage(text, input);
    SummaryResults results = new SummaryResults(text, assessment);
    page.title(rawData);
    page.questions();
    results.answers();
    results.failures();
    results.table();
    results.entryPoints();
    page.connections();
    page.outsideServices();
    results.limitations();
  }

  private void title(Sha256 rawData) {
    text.heading(1, "Evidence of environment separation: " + environment());
    text.block(
        "Collected on %s. Digest of the raw data: %s"
            .formatted(TIME.format(input.collectedAt()), code(rawData.toString())));
  }

  private void questions() {
    List<String> others =
        input.otherClusters().stream()
            .map(one -> one.environment().text())
            .distinct()
            .map("the environment "::concat)
            .toList();
    List<String> clusters = input.clusters().stream().map(one -> one.name().text()).toList();
    text.block(
        ("%s Can a server of the environment %s (clusters: %s) open a network connection to a"
                + " server of %s, or the other way around? Which controls of the operator's"
                + " security documents and of ISO/IEC 27001:2022 are satisfied, as far as this"
                + " report covers them?")
            .formatted(
                bold("Questions."),
                environment(),
                join(clusters),
                others.isEmpty() ? "another environment (the fleet has none)" : join(others)));
    text.block("The answers are based on up to five evidence sources:");
    text.list(
        Arrays.stream(EvidenceSource.values())
            .map(
                source ->
                    bold("The %s (%s).".formatted(source.title(), source.reading()))
                        + " "
                        + source.description())
            .toList());
  }

  private void connections() {
    text.heading(2, "Allowed connections");
    text.block(
        ("The plan allows only these connections between clusters of %s, and between them and"
                + " other networks. Connections inside one cluster are not listed.")
            .formatted(environment()));
    text.table(
        List.of("From", "To", "Traffic"),
        FleetDiagram.of(input.fleet()).edges(input.environment()).stream()
            .map(edge -> List.of(edge.from(), edge.to(), String.join(", ", edge.traffic())))
            .toList());
    text.block("![Allowed connections](" + Report.DIAGRAM + ")");
  }

  /** The answers concern servers of the fleet; a path through one of these is not excluded. */
  private void outsideServices() {
    text.heading(2, "Hosts outside of the verification");
    text.block(
        "The answers above are about servers of the fleet. The analysis ends at these hosts outside"
            + " of it, so a path through a host that environments share is not excluded.");
    List<String> head = new ArrayList<>(List.of("Host", "Used by"));
    List<OutsideService> services = OutsideService.of(input.fleet());
    services.stream()
        .limit(1)
        .flatMap(one -> one.access().stream())
        .map(side -> side.environment().text())
        .forEach(
            name -> head.addAll(List.of("From %s to it".formatted(name), "From it to " + name)));
    head.add("Trusted with");
    text.table(head, services.stream().map(SummaryPage::row).toList());
  }

  private static List<String> row(OutsideService one) {
    List<String> row = new ArrayList<>(List.of(one.toString(), one.usedBy()));
    one.access().forEach(side -> row.addAll(List.of(side.to().toString(), side.from().toString())));
    row.add(one.kind().trust());
    return row;
  }

  private String environment() {
    return input.environment().text();
  }

  private static String join(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
