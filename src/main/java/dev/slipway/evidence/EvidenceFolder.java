package dev.slipway.evidence;

import dev.slipway.diagram.FleetDiagram;
import dev.slipway.document.Json;
import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.control.Assessment;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.evidence.page.HtmlPage;
import dev.slipway.evidence.page.Report;
import dev.slipway.evidence.page.ReportDocument;
import dev.slipway.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one evidence folder.
 *
 * @param files path to content; the hash chain is last
 * @param head digest of the chain's last line
 * @param violatedControls number and title of each control that is not satisfied
 */
public record EvidenceFolder(
    Map<String, String> files, Sha256 head, List<String> violatedControls) {
  public static final String REPORT = "report.md";

  /** Creates the files. Equal inputs give equal bytes. */
  public static EvidenceFolder of(EvidenceInput input) {
    Map<String, String> data = RawData.files(input);
    HashChain chain = new HashChain().add(data);
    Assessment assessment = Assessment.of(input);
    String markdown = Report.of(input, assessment, chain);
    String svg = FleetDiagram.of(input.fleet()).svg();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(Report.DIAGRAM, svg);
    pages.put(REPORT, markdown);
    pages.put("report.html", HtmlPage.of(markdown, svg));
    pages.put("report.json", Json.indented(ReportDocument.of(input, assessment, chain)));
    chain.add(pages);
    Map<String, String> files = new LinkedHashMap<>(data);
    files.putAll(pages);
    files.put(HashChain.FILE, chain.text());
    List<String> violated =
        assessment.violatedControls().stream()
            .map(control -> control.number() + " " + control.title())
            .toList();
    return new EvidenceFolder(files, chain.head(), violated);
  }

  /** Writes the files to a new folder. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    Files.createDirectory(folder);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
