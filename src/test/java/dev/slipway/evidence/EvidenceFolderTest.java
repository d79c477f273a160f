package dev.slipway.evidence;

import static dev.slipway.evidence.EvidenceFixture.packet;
import static dev.slipway.evidence.EvidenceFixture.packets;
import static dev.slipway.evidence.EvidenceFixture.staging;
import static dev.slipway.evidence.EvidenceFixture.subject;
import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.evidence.chain.HashChain;
import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.LiveStack.Finding;
import dev.slipway.evidence.model.PacketTestRun;
import dev.slipway.evidence.model.RawData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceFolderTest {
  private static final String STAGING = "staging-general-1";
  private static final String PRODUCTION = "production-osl2-load-balancer-1";

  /** What an auditor reads first, of the shipped fleet before any cloud is asked. */
  @Test
  void theFirstPageIsTheReviewedOne() {
    String report = report(EvidenceFixture.unasked());
    String page = firstPage(report).replaceFirst("`[0-9a-f]{64}`", "(any digest)");
    Golden.assertSame("evidence/first-page.md", page);
  }

  @Test
  void aCloudThatGaveNoAnswerIsNeverSaidToHold() {
    String page = firstPage(report(EvidenceFixture.unasked()));
    assertTrue(page.contains("| 6.2 Change management |"), page);
    List<String[]> rows =
        page.lines()
            .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
            .map(line -> line.split(" \\| ", -1))
            .filter(cells -> cells.length == 5)
            .toList();
    nonEmpty(rows)
        .forEach(cells -> assertFalse(cells[3].equals("holds"), String.join(" | ", cells)));
  }

  @Test
  void oneCloudWithoutAnAnswerIsEnoughForNotShown() {
    List<LiveStack> live = new ArrayList<>(staging(""));
    live.set(0, LiveStack.refused(live.get(0).stack(), live.get(0).cloud(), "no answer"));
    assertTrue(
        report(subject(live, Optional.empty())).contains("cannot tell, the cloud could not"));
  }

  @Test
  void aFindingOfDriftSpeaksAgainstEveryControlThatRestsOnIt() {
    Finding foreign =
        new Finding("foreign rule", "staging-worker", "r1", "", "ingress tcp 22", "delete it");
    List<LiveStack> live = new ArrayList<>(staging(""));
    LiveStack one = live.get(0);
    live.set(
        0,
        new LiveStack(
            one.stack(), one.cloud(), one.error(), List.of(foreign), one.proof(), one.raw()));
    EvidenceFolder folder = EvidenceFolder.of(subject(live, Optional.empty()));
    assertEquals(
        List.of("4.1", "4.2", "6.1", "6.2", "A.5.15", "A.8.9", "A.8.20", "A.8.31", "A.8.32"),
        folder.broken().stream().map(control -> control.replaceFirst(" .*", "")).toList());
    assertTrue(
        text(folder, EvidenceFolder.REPORT).contains("reviewed files say: no foreign rule"),
        "the claim is told");
    assertTrue(text(folder, EvidenceFolder.REPORT).contains("foreign rule: staging-worker r1"));
  }

  @Test
  void aWholeRunHolds() {
    PacketTestRun run =
        packets(packet(STAGING, PRODUCTION, false), packet(STAGING, "staging-general-2", true));
    EvidenceFolder folder = EvidenceFolder.of(subject(staging(""), Optional.of(run)));
    assertEquals(List.of(), folder.broken());
    String page = firstPage(text(folder, EvidenceFolder.REPORT));
    assertTrue(page.contains("**The cloud: no way leads across.** 2 of its 2 checks hold."), page);
    assertTrue(page.contains("**The packets: no way leads across.** 2 of its 2 checks"), page);
  }

  @Test
  void aPacketAcrossTheBorderIsAWayAcross() {
    PacketTestRun run =
        packets(packet(STAGING, PRODUCTION, true), packet(STAGING, "staging-general-2", true));
    String page = firstPage(report(subject(staging(""), Optional.of(run))));
    assertTrue(page.contains("**The packets: YES, there is a way across.**"), page);
    assertTrue(page.contains(STAGING + " to " + PRODUCTION + " at 198.51.100.66"), page);
  }

  @Test
  void aTestInWhichNothingArrivesAnywhereShowsNothing() {
    PacketTestRun run = packets(packet(STAGING, PRODUCTION, false));
    String page = firstPage(report(subject(staging(""), Optional.of(run))));
    assertTrue(page.contains("**The packets: cannot tell, 1 packets were sent across"), page);
  }

  @Test
  void whatIsInADataFileStandsWithEachCheckByItsDigest() {
    EvidenceFolder folder = EvidenceFolder.of(EvidenceFixture.unasked());
    HashChain data = new HashChain().add(RawData.files(EvidenceFixture.unasked()));
    for (String file : nonEmpty(data.files())) {
      String digest = data.digest(file).orElseThrow().toString();
      assertTrue(text(folder, EvidenceFolder.REPORT).contains(digest), file);
      assertTrue(text(folder, "report.html").contains(digest), file);
    }
  }

  @Test
  void theSameSubjectGivesTheSameBytes() {
    assertEquals(
        EvidenceFolder.of(EvidenceFixture.unasked()), EvidenceFolder.of(EvidenceFixture.unasked()));
  }

  @Test
  void theHtmlPageLoadsNothingAndTakesNoTextForMarkup() {
    String nasty = "<script src=http://x>alert(1)</script> | ![a](http://x/y) `z`";
    EvidenceFolder folder = EvidenceFolder.of(subject(staging(nasty), Optional.empty()));
    String html = text(folder, "report.html");
    assertTrue(html.contains("&lt;script src=http://x&gt;alert(1)"), "told as it is");
    assertFalse(html.contains("<script"), "no script");
    assertFalse(html.contains("src=\"http"), "nothing is loaded");
    assertFalse(html.contains("<a "), "no link");
    assertTrue(html.contains("src=\"data:image/svg+xml;base64,"), "the picture is inside");
  }

  private static String report(EvidenceInput subject) {
    return text(EvidenceFolder.of(subject), EvidenceFolder.REPORT);
  }

  private static String text(EvidenceFolder folder, String file) {
    return Map.copyOf(folder.files()).getOrDefault(file, "");
  }

  private static String firstPage(String report) {
    return report.substring(0, report.indexOf("## Each control"));
  }
}
