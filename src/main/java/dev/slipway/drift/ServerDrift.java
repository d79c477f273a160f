package dev.slipway.drift;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.guard.LiveServer;
import dev.slipway.guard.LiveServers;
import dev.slipway.guard.Refusal;
import dev.slipway.guard.ServerGuard;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the servers of a stack's project with its plan. No fix deletes a planned server: its
 * disk may have etcd's data.
 */
public final class ServerDrift {
  private static final String ACTIVE = "ACTIVE";

  private final List<LiveServer> live;
  private final FixCommands fixes;
  private final FindingCollector findings = new FindingCollector();

  private ServerDrift(ClusterPlan plan, List<LiveServer> live) {
    this.live = live;
    this.fixes = new FixCommands(plan);
  }

  /** Reads the servers of the credential's project and returns every difference from the plan. */
  public static List<Finding> of(OpenStackClient cloud, ClusterPlan plan) {
    return of(LiveServers.of(cloud), plan);
  }

  /** Returns every difference of servers that were read before. */
  static List<Finding> of(List<LiveServer> live, ClusterPlan plan) {
    List<LiveServer> ofStack = ofStack(live, plan);
    ServerDrift drift = new ServerDrift(plan, ofStack);
    plan.servers().forEach(drift::compare);
    live.stream().filter(one -> !ofStack.contains(one)).forEach(drift::foreign);
    ServerGuard.unplanned(plan, ofStack).forEach(drift::unknown);
    ServerGuard.refusals(plan, ofStack).stream()
        .filter(one -> !one.key().equals(ServerGuard.STATUS))
        .forEach(drift::changed);
    return drift.findings.findings();
  }

  /**
   * Returns the servers that the plan contains or that the stack created earlier. Names are not
   * unique in Nova: beside a server at the planned address, another one of its name is foreign.
   */
  private static List<LiveServer> ofStack(List<LiveServer> live, ClusterPlan plan) {
    List<LiveServer> ofStack = new ArrayList<>(ServerGuard.ofCluster(plan, live));
    for (ServerPlan server : plan.servers()) {
      List<LiveServer> twins =
          ofStack.stream().filter(one -> one.name().equals(server.name())).toList();
      String address = server.address().toString();
      if (twins.stream().anyMatch(one -> one.addresses().contains(address))) {
        ofStack.removeIf(one -> twins.contains(one) && !one.addresses().contains(address));
      }
    }
    return ofStack;
  }

  private void compare(ServerPlan server) {
    List<LiveServer> existing =
        live.stream().filter(one -> one.name().equals(server.name())).toList();
    if (existing.isEmpty()) {
      findings.add(
          DriftKind.MISSING_SERVER,
          "server " + server.name(),
          "",
          "a server with address " + server.address(),
          "no such server",
          fixes.pulumi());
    }
    existing.stream()
        .filter(one -> !one.active())
        .forEach(
            one ->
                findings.add(
                    DriftKind.SERVER_STATUS,
                    "server " + one.name(),
                    one.id(),
                    ACTIVE,
                    one.status(),
                    one.shutOff() ? fixes.startServer(one.id()) : fixes.showServer(one.id())));
    existing.forEach(one -> compareDeletedImage(server, one));
  }

  /** An update accepts such a server, so that others can be created from an image that exists. */
  private void compareDeletedImage(ServerPlan server, LiveServer existing) {
    existing
        .image()
        .filter(image -> image.name().isEmpty() && image.differsFrom(server.pool().image()))
        .ifPresent(
            image ->
                findings.add(
                    DriftKind.CHANGED_SERVER,
                    "server " + existing.name(),
                    existing.id(),
                    "image " + server.pool().image(),
                    "image %s, which Glance does not have for this project".formatted(image.id()),
                    fixes.serverEvents(existing.id())));
  }

  private void foreign(LiveServer server) {
    findings.add(
        DriftKind.UNKNOWN_SERVER,
        "server " + server.name(),
        server.id(),
        "no such server",
        "status %s, not created by the stack".formatted(server.status()),
        fixes.deleteServer(server.id()));
  }

  private void unknown(LiveServer server) {
    findings.add(
        DriftKind.UNKNOWN_SERVER,
        "server " + server.name(),
        server.id(),
        "no such server",
        "role %s, status %s".formatted(server.role(), server.status()),
        fixes.update());
  }

  private void changed(Refusal refusal) {
    findings.add(
        DriftKind.CHANGED_SERVER,
        "servers " + String.join(", ", refusal.servers()),
        "",
        "%s %s".formatted(refusal.key(), refusal.planned()),
        refusal.live(),
        "# " + refusal.fix());
  }
}
