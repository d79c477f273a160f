package dev.slipway.lab.segmentation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.value.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Allowed connections that stay open, and denied packets that are sent, while rules change. */
final class ContinuityProbe {
  private static final int TCP = 6;

  /** Ports of the rules that change. */
  private static final Set<Integer> PORTS =
      Set.of(Traffic.KUBERNETES_API.first(), Traffic.TALOS_API.first());

  private final List<String> stacks;
  private final ExpectedDelivery plan;
  private final List<Packet> packets;

  /** Uses the TCP packets between these stacks and within each of them. */
  ContinuityProbe(FleetPlan fleet, List<Packet> packets, List<String> stacks) {
    this.stacks = stacks;
    this.plan = ExpectedDelivery.ofPlan(fleet);
    this.packets =
        packets.stream()
            .filter(packet -> packet.protocol() == TCP && packet.ipVersion() == 4)
            .filter(packet -> stacks.contains(packet.from().cluster().name().text()))
            .filter(packet -> stacks.contains(packet.to().cluster().name().text()))
            .toList();
  }

  /** Updates each stack to the changed files and back, and returns the report of the probe. */
  JsonNode whileRulesChange(Map<String, String> changed) {
    String file =
        PacketTestClusters.file(
            "continuity.json", Map.of("allowed", allowed(), "forbidden", forbidden()));
    return PacketTestClusters.read(run(file, changed));
  }

  /** One connection for each port and pair of security groups. */
  private List<List<Object>> allowed() {
    Map<String, List<Object>> flows = new TreeMap<>();
    packets.stream()
        .filter(packet -> packet.isInOneCluster() && plan.delivers(packet))
        .forEach(packet -> flows.putIfAbsent(kind(packet), flow(packet)));
    return List.copyOf(flows.values());
  }

  private List<List<Object>> forbidden() {
    return packets.stream()
        .filter(packet -> !plan.delivers(packet))
        .filter(packet -> !packet.isInOneCluster() || PORTS.contains(packet.port()))
        .map(Packet::row)
        .toList();
  }

  private static String kind(Packet packet) {
    return "%s %s %s %d"
        .formatted(
            packet.from().cluster().name(),
            packet.from().node().role(),
            packet.to().node().role(),
            packet.port());
  }

  private static List<Object> flow(Packet packet) {
    return List.of(packet.from().toString(), packet.to().toString(), packet.port());
  }

  /** The probe runs until its standard input is closed. */
  private String run(String file, Map<String, String> changed) {
    String[] command = {
      "./slipway", "lab", "exec", "--", "python3", "lab/probes/continuity_probe.py", file
    };
    try {
      Process probe =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (OutputStream stdin = probe.getOutputStream()) {
        change(changed);
        stdin.flush();
      }
      return new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private void change(Map<String, String> changed) {
    for (String stack : stacks) {
      PacketTestClusters.up(stack, changed);
      PacketTestClusters.up(stack, Map.of());
    }
  }
}
