package dev.slipway.change;

import dev.slipway.change.Refusal.Reason;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PoolPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Differences of one server that an update refuses, because Nova would destroy or stop it. */
final class ServerRefusals {
  private ServerRefusals() {}

  static List<Refusal> between(ServerPlan before, ServerPlan after) {
    List<Refusal> refusals = new ArrayList<>();
    String name = after.name();
    compare(refusals, Reason.READDRESSED, name, before.address(), after.address());
    compare(refusals, Reason.RESIZED, name, before.pool().flavor(), after.pool().flavor());
    compare(refusals, Reason.REPLACED, name, disk(before.pool()), disk(after.pool()));
    if (after.pool().bootVolume().isEmpty()
        && before.pool().image().differsFrom(after.pool().image())) {
      compare(refusals, Reason.REBUILT, name, before.pool().image(), after.pool().image());
    }
    return refusals;
  }

  /**
   * Whether a later server differs. Nova reports neither the image nor the size and type of a boot
   * volume, so an update cannot refuse a change of them; it leaves existing volumes as they are.
   */
  static boolean isForNewServersOnly(ServerPlan before, ServerPlan after) {
    return !before.serverGroup().equals(after.serverGroup())
        || !before.pool().bootVolume().equals(after.pool().bootVolume())
        || !before.pool().image().equals(after.pool().image());
  }

  /** Returns why a server cannot be created; none if no server has its address. */
  static List<Refusal> creation(ClusterPlan before, ServerPlan server) {
    String address = server.address().toString();
    return before.servers().stream()
        .filter(other -> other.address().equals(server.address()))
        .map(other -> address + " of " + other.name())
        .map(used -> new Refusal(Reason.ADDRESS_IN_USE, server.name(), "a free one", used))
        .toList();
  }

  /** Returns why a server cannot be removed; empty for a worker. */
  static Optional<Refusal> removal(ServerPlan server) {
    return switch (server.role()) {
      case WORKER -> Optional.empty();
      case CONTROL_PLANE -> Optional.of(removal(Reason.CONTROL_PLANE_SMALLER, server));
      case LOAD_BALANCER -> Optional.of(removal(Reason.LOAD_BALANCER_REMOVED, server));
    };
  }

  private static Refusal removal(Reason reason, ServerPlan server) {
    return new Refusal(reason, server.name(), server.address().toString(), "none");
  }

  /** Adds a refusal if the values differ. */
  static void compare(
      List<Refusal> refusals, Reason reason, String what, Object before, Object after) {
    if (!before.equals(after)) {
      refusals.add(new Refusal(reason, what, before.toString(), after.toString()));
    }
  }

  private static String disk(PoolPlan pool) {
    return pool.bootVolume().isPresent() ? "a boot volume" : "the flavor's local disk";
  }
}
