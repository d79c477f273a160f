package dev.slipway.evidence;

import dev.slipway.plan.FleetFixture;
import dev.slipway.plan.FleetPlan;
import dev.slipway.plan.security.reachability.FleetSegmentation;
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

  static Subject subject(List<LiveStack> live, Optional<PacketRun> packets) {
    return subject(FleetFixture.fleet(), live, packets);
  }

  static Subject subject(FleetPlan fleet, List<LiveStack> live, Optional<PacketRun> packets) {
    return new Subject(Environment.STAGING, DAY, fleet, files(fleet), proof(fleet), live, packets);
  }

  static Subject unasked() {
    return subject(staging("no answer"), Optional.empty());
  }

  /** Every stack of staging: without a refusal its cloud is as planned. */
  static List<LiveStack> staging(String refusal) {
    FleetPlan fleet = FleetFixture.fleet();
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
                        Optional.of(proof(fleet)),
                        Map.of("ports", List.of()))
                    : LiveStack.refused(cluster.name(), cluster.cloud(), refusal))
        .toList();
  }

  static PacketRun packets(PacketRun.Packet... packets) {
    return new PacketRun("[]\n", List.of(packets));
  }

  /** A packet of which all say the same. */
  static PacketRun.Packet packet(String from, String to, boolean passes) {
    return new PacketRun.Packet(
        from, to, "198.51.100.66", 6, 6443, passes, Optional.of(passes), Optional.of(passes));
  }

  private static Proof proof(FleetPlan fleet) {
    return Proof.of(FleetSegmentation.of(fleet), Environment.STAGING, "over the plan");
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
