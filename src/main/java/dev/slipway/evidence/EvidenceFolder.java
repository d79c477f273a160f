package dev.slipway.evidence;

import dev.slipway.diagram.FleetDiagram;
import dev.slipway.document.Json;
import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.control.Controls;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.evidence.page.HtmlPage;
import dev.slipway.evidence.page.Report;
import dev.slipway.evidence.page.ReportDocument;
import dev.slipway.value.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that an auditor gets.
 *
 * @param files path to content, the chain last
 * @param head digest of the chain's last link
 * @param broken numbers of the controls that do not hold
 */
public record EvidenceFolder(Map<String, String> files, Sha256 head, List<String> broken) {
  public static final String REPORT = "report.md";

  /** Puts it together. The same subject gives the same bytes. */
  public static EvidenceFolder of(EvidenceInput subject) {
    Map<String, String> data = RawData.files(subject);
    HashChain chain = new HashChain().add(data);
    String markdown = Report.of(subject, chain);
    String svg = FleetDiagram.of(subject.fleet()).svg();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(Report.PICTURE, svg);
    pages.put(REPORT, markdown);
    pages.put("report.html", HtmlPage.of(markdown, svg));
    pages.put("report.json", Json.indented(ReportDocument.of(subject, chain)));
    chain.add(pages);
    Map<String, String> files = new LinkedHashMap<>(data);
    files.putAll(pages);
    files.put(HashChain.FILE, chain.text());
    return new EvidenceFolder(files, chain.head(), broken(subject));
  }

  private static List<String> broken(EvidenceInput subject) {
    return Controls.ALL.stream()
        .filter(control -> control.isViolated(subject))
        .map(control -> control.number() + " " + control.title())
        .toList();
  }
}
