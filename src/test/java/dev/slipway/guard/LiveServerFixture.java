package dev.slipway.guard;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.GlanceImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Live servers that match a plan; tests change them. */
public final class LiveServerFixture {
  private LiveServerFixture() {}

  /** Returns a live server for each planned one. */
  public static List<LiveServer> of(ClusterPlan plan) {
    return plan.servers().stream().map(server -> of(plan, server)).toList();
  }

  static LiveServer of(ClusterPlan plan, ServerPlan server) {
    boolean volume = server.pool().bootVolume().isPresent();
    return new LiveServer(
        server.name(),
        server.name() + "-id",
        "ACTIVE",
        "",
        Optional.of(server.pool().flavor()),
        volume ? Optional.empty() : Optional.of(image(server)),
        volume,
        Set.of(server.address().toString()),
        plan.name().text(),
        server.role().text());
  }

  private static LiveImage image(ServerPlan server) {
    GlanceImage planned = server.pool().image();
    String name = planned.name().text();
    String id = name.equals("debian-12") ? FleetFixture.DEBIAN_ID : FleetFixture.TALOS_ID;
    return new LiveImage(planned.id().orElse(id), Optional.of(name));
  }

  /** Returns the servers, one of them with a changed component. */
  public static List<LiveServer> with(
      ClusterPlan plan, String server, String component, Object value) {
    return of(plan).stream()
        .map(one -> one.name().equals(server) ? RecordCopy.with(one, component, value) : one)
        .toList();
  }
}
