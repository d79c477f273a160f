package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.config.Fleet;
import dev.slipway.plan.extension.ConnectionSource;
import dev.slipway.plan.extension.PlanExtensions;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.Connection;
import dev.slipway.plan.model.Peer;
import dev.slipway.plan.model.ServerRole;
import dev.slipway.value.InvalidFleetException;
import dev.slipway.value.IpPrefix;
import dev.slipway.value.Protocol;
import dev.slipway.value.Traffic;
import java.nio.file.Path;
import java.util.List;

/** A fleet with the connections of an extension named syslog. */
final class ExtensionFixture {
  static final Fleet FLEET = Fleet.load(Path.of("stacks"));
  static final Traffic SYSLOG = new Traffic("syslog", Protocol.TCP, 6514, 6514);
  static final String REASON = "logs of nodes";

  static Peer worker(List<ClusterPlan> clusters, String stack) {
    ClusterPlan cluster =
        clusters.stream().filter(one -> one.name().text().equals(stack)).findFirst().orElseThrow();
    return new Peer.Group(cluster, ServerRole.WORKER);
  }

  static Peer host(String prefix) {
    return new Peer.External(Peer.Kind.OTHER, IpPrefix.parse(prefix));
  }

  static PlanExtensions syslog(ConnectionSource source) {
    return PlanExtensions.NONE.withConnections("syslog", source);
  }

  static ConnectionSource connectionTo(String prefix) {
    return clusters ->
        List.of(new Connection(worker(clusters, "staging-osl2"), host(prefix), SYSLOG, REASON));
  }

  static void assertRefused(String message, PlanExtensions extensions) {
    assertEquals(message, refusal(extensions));
  }

  static String refusal(PlanExtensions extensions) {
    return String.valueOf(
        assertThrows(InvalidFleetException.class, () -> Planner.plan(FLEET, extensions))
            .getMessage());
  }

  static ConnectionSource connectionFrom(Peer peer, Traffic traffic) {
    return clusters ->
        List.of(new Connection(peer, worker(clusters, "staging-osl2"), traffic, REASON));
  }

  static void assertRefusedFor(String part, ConnectionSource source) {
    String message = refusal(syslog(source));
    assertTrue(message.contains(part), message);
  }

  private ExtensionFixture() {}
}
