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

/** Of test packets: a witness that knows nothing of how the rules were made. */
final class PacketChecks {
  static final Check ENVIRONMENTS_APART =
      new Check(
          "packets-environments-apart",
          EvidenceSource.PACKETS,
          "no test packet got from the environment into another, or back",
          "packets sent from server to server across the border, each looked for at the other"
              + " end; others that may pass did arrive, so the test can see what passes",
          List.of(RawData.PACKETS),
          subject -> with(subject, run -> apart(subject, run)));

  static final Check AS_PLANNED =
      new Check(
          "packets-as-planned",
          EvidenceSource.PACKETS,
          "every test packet did what the plan says",
          "the same packets: the plan's answer, that of the cloud's own flow tables and what was"
              + " seen on the wire, compared",
          List.of(RawData.PACKETS),
          subject -> with(subject, run -> asPlanned(subject, run)));

  private PacketChecks() {}

  private static Outcome with(EvidenceInput subject, Function<PacketTestRun, Outcome> look) {
    return subject
        .packets()
        .map(look)
        .orElseGet(() -> Outcome.notShown("no test packets were given to this run"));
  }

  private static Outcome apart(EvidenceInput subject, PacketTestRun run) {
    Set<String> ours = servers(subject.clusters());
    Set<String> others = servers(subject.others());
    List<Packet> crossing =
        run.packets().stream()
            .filter(
                one ->
                    (ours.contains(one.from()) && others.contains(one.to()))
                        || (others.contains(one.from()) && ours.contains(one.to())))
            .toList();
    long sent = crossing.stream().filter(one -> one.wire().isPresent()).count();
    long arrived = run.packets().stream().filter(one -> one.wire().orElse(false)).count();
    if (sent == 0 || arrived == 0) {
      return Outcome.notShown(
          sent + " packets were sent across the border, and " + arrived + " arrived anywhere");
    }
    return Outcome.of(
        told(crossing.stream().filter(Packet::wasDelivered), "got through"),
        sent
            + " of "
            + crossing.size()
            + " packets across the border were sent and none arrived; "
            + arrived
            + " others did arrive");
  }

  private static Outcome asPlanned(EvidenceInput subject, PacketTestRun run) {
    Set<String> ours = servers(subject.clusters());
    List<Packet> concerned =
        run.packets().stream()
            .filter(one -> ours.contains(one.from()) || ours.contains(one.to()))
            .filter(one -> one.wire().isPresent() || one.trace().isPresent())
            .toList();
    if (concerned.isEmpty()) {
      return Outcome.notShown("no test packet was of a server of this environment");
    }
    long sent = concerned.stream().filter(one -> one.wire().isPresent()).count();
    return Outcome.of(
        told(concerned.stream().filter(one -> !one.isConsistent()), "did other than planned"),
        concerned.size() + " packets compared, " + sent + " of them sent");
  }

  private static List<String> told(Stream<Packet> packets, String what) {
    return packets.map(one -> one + " " + what).toList();
  }

  private static Set<String> servers(List<ClusterPlan> clusters) {
    return clusters.stream()
        .flatMap(cluster -> cluster.servers().stream())
        .map(server -> server.name())
        .collect(Collectors.toSet());
  }
}
