package dev.slipway.evidence;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.EvidenceInput.StackFileDigest;
import dev.slipway.evidence.model.LiveStack;
import dev.slipway.evidence.model.PacketTestRun;
import dev.slipway.evidence.model.ReachabilityEvidence;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.Environment;
import dev.slipway.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inputs for evidence of the shipped fleet's staging environment, all collected at one time. */
public final class EvidenceFixture {
  private static final Instant TIME = Instant.parse("2026-11-24T21:30:00Z");

  private EvidenceFixture() {}

  /** Returns an input without live data and without packets. */
  public static EvidenceInput planOnly() {
    return input(unreachable("no answer"), Optional.empty());
  }

  static EvidenceInput input(List<LiveStack> live, Optional<PacketTestRun> packets) {
    return input(FleetFixture.fleet(), live, packets);
  }

  static EvidenceInput input(
      FleetPlan fleet, List<LiveStack> live, Optional<PacketTestRun> packets) {
    return new EvidenceInput(
        Environment.STAGING,
        TIME,
        fleet,
        digests(fleet),
        reachability(fleet),
        packets,
        Optional.empty(),
        Optional.empty(),
        live);
  }

  /** Returns live data of clouds that are exactly as planned. */
  static List<LiveStack> asPlanned() {
    ReachabilityEvidence isolated = reachability(FleetFixture.fleet());
    return unreachable("").stream()
        .map(
            stack ->
                new LiveStack(
                    stack.stack(),
                    stack.cloud(),
                    Optional.empty(),
                    true,
                    List.of(),
                    List.of(),
                    Optional.of(isolated),
                    Map.of("ports", List.of())))
        .toList();
  }

  /** Returns the live data if no cloud of the environment can be read. */
  static List<LiveStack> unreachable(String error) {
    return FleetFixture.fleet().clusters().stream()
        .filter(cluster -> cluster.environment() == Environment.STAGING)
        .map(cluster -> LiveStack.unreachable(cluster.name(), cluster.cloud(), error))
        .toList();
  }

  static PacketTestRun packets(PacketTestRun.Packet... packets) {
    return new PacketTestRun("[]\n", List.of(packets));
  }

  /** Returns a packet with three equal results. */
  static PacketTestRun.Packet packet(String from, String to, boolean delivered) {
    return new PacketTestRun.Packet(
        from,
        to,
        "198.51.100.66",
        6,
        6443,
        delivered,
        Optional.of(delivered),
        Optional.of(delivered));
  }

  private static ReachabilityEvidence reachability(FleetPlan fleet) {
    return ReachabilityEvidence.ofPlan(fleet, Environment.STAGING);
  }

  private static List<StackFileDigest> digests(FleetPlan fleet) {
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
