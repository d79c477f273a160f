package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.lab.PacketTestClusters.Answer;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Staging and production side by side, of both datacenters. Three witnesses of the same packets:
 * the proof over the plan, OVN's logical flows, and the wire.
 */
@Order(3)
@TestMethodOrder(OrderAnnotation.class)
class SegmentationIT {
  private static final String OSL2 = "staging-osl2";
  private static final FleetPlan FLEET = FleetFixture.fleet();
  private static final List<Packet> PACKETS = Packets.of(FLEET);

  @BeforeAll
  static void bringUp() {
    Lab.lab(5, "down").orFail("lab down");
    Lab.lab(20, "up").orFail("lab up");
    PacketTestClusters.bringUp(FLEET.clusters());
  }

  @Test
  @Order(1)
  void nothingDiffersFromThePlan() {
    for (ClusterPlan cluster : FLEET.clusters()) {
      assertEquals(
          cluster.name() + ": no drift",
          Lab.shell("./slipway drift " + cluster.name()).orFail("drift").strip());
    }
  }

  @Test
  @Order(2)
  void thePlanOvnAndTheWireAgreeOnEveryPacket() throws IOException {
    Map<Integer, Answer> answers = PacketTestClusters.ask(PACKETS);
    ExpectedDelivery plan = ExpectedDelivery.ofPlan(FLEET);
    assertEquals(List.of(), disagreements(answers, plan::delivers));
    EvidenceRun evidence = EvidenceRun.of("staging", PACKETS, answers, plan::delivers);
    evidence.holds();
    evidence.showsEachChangedFile();
    long delivered = answers.values().stream().filter(Answer::byPacket).count();
    System.out.println(PACKETS.size() + " packets, of which " + delivered + " are delivered");
    assertTrue(PACKETS.size() > 2000 && delivered > 100, "only " + delivered + " are delivered");
    assertEquals(
        List.of(),
        PACKETS.stream()
            .filter(
                packet ->
                    packet.from().cluster().environment() != packet.to().cluster().environment())
            .filter(packet -> answers.get(packet.number()).byPacket())
            .toList());
  }

  @Test
  @Order(3)
  void driftNamesWhatWasChangedByHandAndItsCuresHeal() {
    InjectedDrift.everythingInto(OSL2);
    assertEquals(InjectedDrift.NAMES, InjectedDrift.found(OSL2));
    InjectedDrift.fix(OSL2);
    assertEquals(List.of(), InjectedDrift.found(OSL2));
  }

  @Test
  @Order(4)
  void aChangeOfRulesOpensNothingForAMomentAndCutsNothing() throws IOException {
    Map<String, String> changed =
        OtherStacks.copy("more-jump-hosts")
            .with(OSL2, "[198.51.100.0/28]", "[198.51.100.0/28, 203.0.113.7/32]")
            .with("production-osl2", "[198.51.100.0/28]", "[198.51.100.0/28, 203.0.113.9/32]")
            .environment();
    JsonNode seen = ContinuityProbe.during(FLEET, PACKETS, () -> ContinuityProbe.change(changed));
    System.out.println("while rules changed: " + seen);
    assertEquals("[]", seen.at("/forbidden/arrived").toString());
    for (JsonNode flow : seen.path("allowed")) {
      assertEquals("", flow.path("broken").asText("?"), flow.toString());
      assertEquals(0, flow.path("failed").asInt(-1), flow.toString());
      assertTrue(flow.path("words").asInt() > 100, flow.toString());
    }
  }

  /** The positive control of each packet that was not delivered, where the network has a way. */
  @Test
  @Order(5)
  void theSamePacketsArriveOnceEverythingIsOpen() {
    Lab.shell("python3 lab/probes/open_all_rules.py " + String.join(" ", stacks())).orFail("open");
    Map<Integer, Answer> answers = PacketTestClusters.ask(PACKETS);
    ExpectedDelivery open = ExpectedDelivery.ofPlanWithEverythingOpen(FLEET);
    assertEquals(List.of(), disagreements(answers, open::delivers));
    Lab.CommandResult drift = Lab.shell("./slipway drift --json " + OSL2);
    assertEquals(3, drift.code(), drift.text());
    assertTrue(
        StreamSupport.stream(
                PacketTestClusters.read(drift.text()).path("findings").spliterator(), false)
            .anyMatch(one -> one.path("kind").asText().equals("cross-environment path")),
        drift.text());
  }

  private static List<String> stacks() {
    return FLEET.clusters().stream().map(cluster -> cluster.name().text()).toList();
  }

  /** Each whole: the packet, and what each witness says. */
  private static List<String> disagreements(
      Map<Integer, Answer> answers, Predicate<Packet> expected) {
    List<String> all = new ArrayList<>();
    for (Packet packet : PACKETS) {
      Answer answer = answers.get(packet.number());
      boolean delivered = expected.test(packet);
      boolean agree = delivered == answer.byOvnTrace() && delivered == answer.byPacket();
      if (!agree || !answer.elsewhere().isEmpty()) {
        all.add(packet + ": proof " + delivered + ", " + answer);
      }
    }
    return all;
  }
}
