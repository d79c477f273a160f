package dev.slipway.lab;

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

/** Packets and connections that go on while something happens. */
final class ContinuityProbe {
  private static final int TCP = 6;

  /** The stacks whose rules change. */
  private static final List<String> CHANGED = List.of("staging-osl2", "production-osl2");

  /** That the changing rules are about. */
  private static final Set<Integer> PORTS =
      Set.of(Traffic.KUBERNETES_API.first(), Traffic.TALOS_API.first());

  private ContinuityProbe() {}

  /** Two updates of each environment's: other rules, and back. */
  static void change(Map<String, String> changed) {
    for (String stack : CHANGED) {
      PacketTestClusters.up(stack, changed);
      PacketTestClusters.up(stack, Map.of());
    }
  }

  /** What a probe between the environments and within each saw while {@code action} ran. */
  static JsonNode during(FleetPlan fleet, List<Packet> packets, Runnable action) {
    ExpectedDelivery plan = ExpectedDelivery.ofPlan(fleet);
    List<Packet> near =
        packets.stream()
            .filter(packet -> packet.protocol() == TCP && packet.ipVersion() == 4)
            .filter(packet -> CHANGED.contains(packet.from().cluster().name().text()))
            .filter(packet -> CHANGED.contains(packet.to().cluster().name().text()))
            .toList();
    Map<String, List<Object>> allowed = new TreeMap<>();
    near.stream()
        .filter(packet -> packet.isInOneCluster() && plan.delivers(packet))
        .forEach(packet -> allowed.putIfAbsent(kind(packet), flow(packet)));
    List<List<Object>> forbidden =
        near.stream()
            .filter(packet -> !plan.delivers(packet))
            .filter(packet -> !packet.isInOneCluster() || PORTS.contains(packet.port()))
            .map(Packet::row)
            .toList();
    String file =
        PacketTestClusters.file(
            "steady.json", Map.of("allowed", allowed.values(), "forbidden", forbidden));
    return PacketTestClusters.read(run(file, action));
  }

  /** One connection of each pair of groups and port is enough. */
  private static String kind(Packet packet) {
    return packet.from().cluster().name()
        + " "
        + packet.from().node().role()
        + " "
        + packet.to().node().role()
        + " "
        + packet.port();
  }

  private static List<Object> flow(Packet packet) {
    return List.of(packet.from().toString(), packet.to().toString(), packet.port());
  }

  private static String run(String file, Runnable action) {
    try {
      Process probe =
          new ProcessBuilder(
                  "./slipway",
                  "lab",
                  "exec",
                  "--",
                  "python3",
                  "lab/probes/continuity_probe.py",
                  file)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream stdin = probe.getOutputStream()) {
        action.run();
        stdin.flush();
      }
      return new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
