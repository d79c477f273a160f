package dev.slipway.evidence;

import static dev.slipway.evidence.EvidenceFixture.asPlanned;
import static dev.slipway.evidence.EvidenceFixture.input;
import static dev.slipway.evidence.EvidenceFixture.packet;
import static dev.slipway.evidence.EvidenceFixture.packets;
import static dev.slipway.evidence.EvidenceFixture.planOnly;
import static dev.slipway.evidence.EvidenceFixture.unreachable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.drift.DriftKind;
import dev.slipway.drift.Finding;
import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.chain.StoredFolder;
import dev.slipway.evidence.chain.Verification;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.PacketTestRun;
import dev.slipway.evidence.model.RawData;
import dev.slipway.testing.RecordCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFolderTest {
  private static final String STAGING = "staging-general-1";
  private static final String PRODUCTION = "production-osl2-load-balancer-1";

  @TempDir private Path folder;

  /** The first page for the shipped fleet, before any cloud is read. */
  @Test
  void firstPageIsTheReviewedOne() {
    String page = firstPage(report(planOnly())).replaceFirst("`[0-9a-f]{64}`", "(any digest)");
    Golden.assertSame("evidence/first-page.md", page);
  }

  @Test
  void unreachableCloudIsNeverSatisfied() {
    List<String> results =
        firstPage(report(planOnly()))
            .lines()
            .dropWhile(line -> !line.equals("## Results"))
            .takeWhile(line -> !line.equals("## Entry points"))
            .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
            .map(line -> line.split(" \\| ", -1))
            .map(cells -> cells[4])
            .distinct()
            .sorted()
            .toList();
    assertEquals(List.of("---", "live (cloud)", "not assessed", "–"), results);
  }

  @Test
  void oneUnreachableCloudIsNotAssessed() {
    List<LiveStack> live = new ArrayList<>(asPlanned());
    live.set(0, unreachable("no answer").get(0));
    assertAnswer(
        input(live, Optional.empty()),
        "**The cloud: not assessed, because the cloud could not be read.** 0 of 2 checks are"
            + " satisfied; 2 not assessed.");
  }

  @Test
  void driftViolatesEveryControlThatDependsOnIt() {
    Finding foreign =
        new Finding(
            DriftKind.FOREIGN_RULE, "staging-worker", "r1", "", "ingress tcp 22", "delete it");
    List<LiveStack> live = new ArrayList<>(asPlanned());
    live.set(0, RecordCopy.with(live.get(0), "findings", List.of(foreign)));
    EvidenceFolder evidence = EvidenceFolder.of(input(live, Optional.empty()));
    assertEquals(
        List.of(
            "4.1", "4.2", "6.1", "6.2", "6.3", "6.4", "6.5", "A.5.15", "A.8.9", "A.8.20", "A.8.22",
            "A.8.31", "A.8.32"),
        evidence.violatedControls().stream()
            .map(control -> control.replaceFirst(" .*", ""))
            .toList());
    assertTrue(
        firstPage(text(evidence, EvidenceFolder.REPORT))
            .contains("Found: foreign rule: staging-worker r1."));
    assertTrue(text(evidence, RawData.DRIFT).contains("\"kind\" : \"foreign rule\""));
  }

  @Test
  void completeRunIsSatisfied() {
    PacketTestRun run =
        packets(packet(STAGING, PRODUCTION, false), packet(STAGING, "staging-general-2", true));
    EvidenceInput input = input(asPlanned(), Optional.of(run));
    assertEquals(List.of(), EvidenceFolder.of(input).violatedControls());
    assertAnswer(
        input, "**The plan: no path between environments.** 12 of 12 checks are satisfied.");
    assertAnswer(
        input, "**The cloud: no path between environments.** 2 of 2 checks are satisfied.");
    assertAnswer(
        input,
        "**The packets: no test packet arrived in another environment.** 2 of 2 checks are"
            + " satisfied.");
  }

  @Test
  void deliveredPacketIsAViolation() {
    PacketTestRun run =
        packets(packet(STAGING, PRODUCTION, true), packet(STAGING, "staging-general-2", true));
    EvidenceInput input = input(asPlanned(), Optional.of(run));
    assertAnswer(
        input,
        "**The packets: a test packet PASSES between environments.** 1 of 2 checks are satisfied;"
            + " **1 NOT satisfied**.");
    assertTrue(
        firstPage(report(input)).contains(STAGING + " to " + PRODUCTION + " at 198.51.100.66"));
  }

  @Test
  void packetsThatNeverArriveAnywhereAreNotAssessed() {
    PacketTestRun run = packets(packet(STAGING, PRODUCTION, false));
    assertAnswer(
        input(asPlanned(), Optional.of(run)),
        "**The packets: not assessed, because packets sent between environments: 1; packets"
            + " that arrived anywhere: 0.** 1 of 2 checks are satisfied; 1 not assessed.");
  }

  /** OVN's flows deliver the packet, but no packet was sent. */
  @Test
  void deliveringFlowTableIsAViolation() {
    PacketTestRun.Packet packet =
        RecordCopy.with(packet(STAGING, PRODUCTION, true), "wire", Optional.empty());
    assertTrue(
        firstPage(report(input(asPlanned(), Optional.of(packets(packet)))))
            .contains("**The packets: a test packet PASSES between environments.**"));
  }

  @Test
  void reportContainsDigestOfEveryRawDataFile() {
    EvidenceInput input = input(asPlanned(), Optional.of(packets()));
    EvidenceFolder evidence = EvidenceFolder.of(input);
    HashChain data = new HashChain().add(RawData.files(input));
    assertEquals(15, data.files().size());
    for (String file : data.files()) {
      String digest = data.digest(file).orElseThrow().toString();
      assertTrue(text(evidence, EvidenceFolder.REPORT).contains(digest), file);
      assertTrue(text(evidence, "report.html").contains(digest), file);
      assertTrue(
          file.equals(RawData.CONNECTIONS) || text(evidence, "report.json").contains(digest), file);
    }
  }

  @Test
  void equalInputsGiveEqualBytes() {
    assertEquals(EvidenceFolder.of(planOnly()), EvidenceFolder.of(planOnly()));
  }

  @Test
  void writtenFolderIsVerified() throws IOException {
    EvidenceFolder evidence = EvidenceFolder.of(planOnly());
    Path target = folder.resolve("parent/evidence");
    evidence.writeTo(target);
    assertEquals(
        new Verification(evidence.files().size() - 1, evidence.head(), Optional.empty()),
        Verification.of(StoredFolder.read(target), Optional.of(evidence.head())));
  }

  @Test
  void htmlLoadsNothingAndEscapesMarkup() {
    String markup = "<script src=http://x>alert(1)</script> | ![a](http://x/y) `z`";
    EvidenceFolder evidence = EvidenceFolder.of(input(unreachable(markup), Optional.empty()));
    String html = text(evidence, "report.html");
    assertTrue(html.contains("&lt;script src=http://x&gt;alert(1)"), "escaped text");
    assertFalse(html.contains("<script"), "script");
    assertFalse(html.contains("src=\"http"), "external resource");
    assertFalse(html.contains("<a "), "link");
    assertTrue(html.contains("src=\"data:image/svg+xml;base64,"), "embedded diagram");
    assertTrue(html.contains("<td class=\"not-assessed\">not assessed</td>"), "colour of a result");
  }

  private static void assertAnswer(EvidenceInput input, String answer) {
    String page = firstPage(report(input));
    assertTrue(page.lines().anyMatch(("- " + answer)::equals), page);
  }

  private static String report(EvidenceInput input) {
    return text(EvidenceFolder.of(input), EvidenceFolder.REPORT);
  }

  private static String text(EvidenceFolder evidence, String file) {
    return Map.copyOf(evidence.files()).getOrDefault(file, "");
  }

  private static String firstPage(String report) {
    return report.substring(0, report.indexOf("\n## Controls\n") + 1);
  }
}
