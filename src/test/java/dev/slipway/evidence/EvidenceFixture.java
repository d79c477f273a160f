package dev.slipway.evidence;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.PacketTestRun;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.evidence.model.StackFileDigest;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.plan.security.reachability.PlannedNetworkModel;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.Environment;
import dev.slipway.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shipped fleet on one day, with a cloud and packets of the test's choice. */
final class EvidenceFixture {
  static final Instant DAY = Instant.parse("2026-11-24T21:30:00Z");

  private EvidenceFixture() {}

  static EvidenceInput subject(List<LiveStack> live, Optional<PacketTestRun> packets) {
    return subject(FleetFixture.fleet(), live, packets);
  }

  static EvidenceInput subject(
      FleetPlan fleet, List<LiveStack> live, Optional<PacketTestRun> packets) {
    return new EvidenceInput(
        Environment.STAGING, DAY, fleet, files(fleet), proof(fleet), live, packets);
  }

  static EvidenceInput unasked() {
    return subject(staging("no answer"), Optional.empty());
  }

  /** Every stack of staging: without a refusal its cloud is as planned. */
  static List<LiveStack> staging(String refusal) {
    FleetPlan fleet = FleetFixture.fleet();
    ReachabilityEvidence proof = proof(fleet);
    return fleet.clusters().stream()
        .filter(cluster -> cluster.environment() == Environment.STAGING)
        .map(
            cluster ->
                refusal.isEmpty()
                    ? new LiveStack(
                        cluster.name(),
                        cluster.cloud(),
                        Optional.empty(),
                        List.of(),
                        Optional.of(proof),
                        Map.of("ports", List.of()))
                    : LiveStack.refused(cluster.name(), cluster.cloud(), refusal))
        .toList();
  }

  static PacketTestRun packets(PacketTestRun.Packet... packets) {
    return new PacketTestRun("[]\n", List.of(packets));
  }

  /** A packet of which all say the same. */
  static PacketTestRun.Packet packet(String from, String to, boolean passes) {
    return new PacketTestRun.Packet(
        from, to, "198.51.100.66", 6, 6443, passes, Optional.of(passes), Optional.of(passes));
  }

  private static ReachabilityEvidence proof(FleetPlan fleet) {
    return ReachabilityEvidence.of(
        PlannedNetworkModel.of(fleet), Environment.STAGING, "over the plan");
  }

  private static List<StackFileDigest> files(FleetPlan fleet) {
    return fleet.clusters().stream()
        .map(
            cluster ->
                new StackFileDigest(
                    cluster.name(),
                    cluster.name() + ".yaml",
                    Sha256.of(cluster.name().text().getBytes(StandardCharsets.UTF_8))))
        .toList();
  }
}
