package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.PacketTestRun;
import dev.slipway.evidence.model.PacketTestRun.Packet;
import dev.slipway.evidence.model.RawData;
import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks based on test packets, independent of the rule compiler. */
final class PacketChecks {
  static final Check ENVIRONMENTS_ISOLATED =
      new Check(
          "packets-environments-isolated",
          EvidenceSource.PACKETS,
          "no test packet reached a server of another environment, or came from there",
          "packets between servers of different environments are sent and expected not to arrive;"
              + " other packets did arrive, so the test can detect packets",
          List.of(RawData.PACKETS),
          input -> evaluate(input, run -> isolated(input, run)));

  static final Check AS_PLANNED =
      new Check(
          "packets-as-planned",
          EvidenceSource.PACKETS,
          "every test packet was delivered or dropped as planned",
          "for each packet, the plan's result is compared with the result of OVN's flow"
              + " tables and with the actual delivery, where these are known",
          List.of(RawData.PACKETS),
          input -> evaluate(input, run -> asPlanned(input, run)));

  private PacketChecks() {}

  private static Outcome evaluate(EvidenceInput input, Function<PacketTestRun, Outcome> check) {
    return input
        .packets()
        .map(check)
        .orElseGet(() -> Outcome.notAssessed("this run has no test packets"));
  }

  private static Outcome isolated(EvidenceInput input, PacketTestRun run) {
    Set<String> servers = servers(input.clusters());
    Set<String> otherServers = servers(input.otherClusters());
    List<Packet> crossEnvironment =
        run.packets().stream()
            .filter(
                one ->
                    (servers.contains(one.from()) && otherServers.contains(one.to()))
                        || (otherServers.contains(one.from()) && servers.contains(one.to())))
            .toList();
    List<String> failures =
        texts(
            crossEnvironment.stream().filter(Packet::wasDelivered),
            "arrived, or the cloud's flow tables deliver it");
    long sent = crossEnvironment.stream().filter(one -> one.wire().isPresent()).count();
    long arrived = run.packets().stream().filter(one -> one.wire().orElse(false)).count();
    if (failures.isEmpty() && (sent == 0 || arrived == 0)) {
      return Outcome.notAssessed(
          "packets sent between environments: %d; packets that arrived anywhere: %d"
              .formatted(sent, arrived));
    }
    return Outcome.of(
        failures,
        "%d of %d packets between environments were sent and none arrived; %d others arrived"
            .formatted(sent, crossEnvironment.size(), arrived));
  }

  private static Outcome asPlanned(EvidenceInput input, PacketTestRun run) {
    Set<String> servers = servers(input.clusters());
    List<Packet> compared =
        run.packets().stream()
            .filter(one -> servers.contains(one.from()) || servers.contains(one.to()))
            .filter(one -> one.wire().isPresent() || one.trace().isPresent())
            .toList();
    if (compared.isEmpty()) {
      return Outcome.notAssessed("no test packet concerns a server of this environment");
    }
    long sent = compared.stream().filter(one -> one.wire().isPresent()).count();
    return Outcome.of(
        texts(compared.stream().filter(one -> !one.isConsistent()), "differs from the plan"),
        "%d packets compared, %d of them sent".formatted(compared.size(), sent));
  }

  private static List<String> texts(Stream<Packet> packets, String result) {
    return packets.map(one -> one + " " + result).toList();
  }

  private static Set<String> servers(List<ClusterPlan> clusters) {
    return clusters.stream()
        .flatMap(cluster -> cluster.servers().stream())
        .map(server -> server.name())
        .collect(Collectors.toSet());
  }
}
