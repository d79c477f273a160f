package dev.slipway.lab.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabStacks;
import dev.slipway.lab.segmentation.PacketTestClusters.Answer;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/**
 * Staging and production in one cloud, with both datacenters. Three independent sources answer
 * whether a packet is delivered: the reachability of the plan, OVN's logical flows, and sending it.
 */
@Tag("segmentation")
@TestClassOrder(OrderAnnotation.class)
class SegmentationIT {
  private static final String OSL2 = "staging-osl2";
  private static final String OSL2_PRODUCTION = "production-osl2";
  private static final FleetPlan FLEET = FleetFixture.fleet();
  private static final List<Packet> PACKETS = Packets.of(FLEET);

  @BeforeAll
  static void bringUp() {
    Lab.lab(20, "up").orFail("lab up");
    PacketTestClusters.bringUp(FLEET.clusters());
  }

  @Nested
  @Order(1)
  class FirstUpdate {
    @Test
    void leavesNoDrift() {
      for (ClusterPlan cluster : FLEET.clusters()) {
        assertEquals(List.of(), InjectedDrift.findings(cluster.name().toString()).toList());
      }
    }
  }

  @Nested
  @Order(2)
  class Delivery {
    @Test
    void isTheSameByPlanOvnAndSentPackets() throws IOException {
      Map<Integer, Answer> answers = PacketTestClusters.ask(PACKETS);
      ExpectedDelivery plan = ExpectedDelivery.ofPlan(FLEET);
      assertEquals(List.of(), disagreements(answers, plan::delivers));
      long delivered = answers.values().stream().filter(Answer::byPacket).count();
      System.out.println(PACKETS.size() + " packets, of which " + delivered + " are delivered");
      assertTrue(PACKETS.size() > 2000 && delivered > 100, "only " + delivered + " are delivered");
      assertEquals(
          List.of(),
          PACKETS.stream()
              .filter(Packet::crossesEnvironments)
              .filter(packet -> answers.get(packet.number()).byPacket())
              .toList());
      EvidenceRun evidence = EvidenceRun.of("staging", PACKETS, answers, plan::delivers);
      evidence.assertSatisfied();
      evidence.assertVerifyDetectsEachChangedFile();
    }
  }

  @Nested
  @Order(3)
  class Drift {
    @Test
    void reportsManualChangesAndItsFixesRemoveThem() {
      InjectedDrift.inject(OSL2);
      assertEquals(InjectedDrift.EXPECTED, InjectedDrift.found(OSL2));
      InjectedDrift.fix(OSL2);
      assertEquals(List.of(), InjectedDrift.found(OSL2));
    }
  }

  @Nested
  @Order(4)
  class ChangeOfRules {
    @Test
    void opensNothingTemporarilyAndBreaksNoConnection() {
      StackFiles changed =
          LabStacks.copy("more-jump-hosts")
              .with(OSL2, "[198.51.100.0/28]", "[198.51.100.0/28, 203.0.113.7/32]")
              .with(OSL2_PRODUCTION, "[198.51.100.0/28]", "[198.51.100.0/28, 203.0.113.9/32]");
      ContinuityProbe probe = new ContinuityProbe(FLEET, PACKETS, List.of(OSL2, OSL2_PRODUCTION));
      JsonNode result = probe.whileRulesChange(LabStacks.environment(changed));
      System.out.println("while rules changed: " + result);
      assertEquals("[]", result.at("/forbidden/arrived").toString());
      for (JsonNode flow : result.path("allowed")) {
        assertEquals("", flow.path("broken").asText("?"), flow.toString());
        assertEquals(0, flow.path("failed").asInt(-1), flow.toString());
        assertTrue(flow.path("words").asInt() > 100, flow.toString());
      }
    }
  }

  /** The positive control: packets that were denied arrive, unless no route exists. */
  @Nested
  @Order(5)
  class OpenRules {
    @Test
    void deliverTheSamePackets() {
      String stacks =
          String.join(
              " ", FLEET.clusters().stream().map(cluster -> cluster.name().text()).toList());
      Lab.shell("python3 lab/probes/open_all_rules.py " + stacks).orFail("open");
      Map<Integer, Answer> answers = PacketTestClusters.ask(PACKETS);
      ExpectedDelivery open = ExpectedDelivery.ofPlanWithEverythingOpen(FLEET);
      assertEquals(List.of(), disagreements(answers, open::delivers));
      // Staging's servers may use HTTPS to any address, production's to named ones only.
      List<String> kinds =
          InjectedDrift.findings(OSL2_PRODUCTION).map(one -> one.path("kind").asText()).toList();
      assertTrue(kinds.contains("cross-environment path"), kinds.toString());
    }
  }

  /** Each packet on which the sources disagree, with their answers. */
  private static List<String> disagreements(
      Map<Integer, Answer> answers, Predicate<Packet> expected) {
    return PACKETS.stream()
        .filter(packet -> !answers.get(packet.number()).isUnanimously(expected.test(packet)))
        .map(
            packet ->
                "%s: plan %s, %s"
                    .formatted(packet, expected.test(packet), answers.get(packet.number())))
        .toList();
  }
}
