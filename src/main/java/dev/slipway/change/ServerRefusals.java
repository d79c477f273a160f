package dev.slipway.change;

import dev.slipway.change.Refusal.Reason;
import dev.slipway.plan.model.PoolPlan.BootVolume;
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
    compare(refusals, Reason.REBUILT, name, before.pool().image(), after.pool().image());
    compare(
        refusals,
        Reason.REPLACED,
        name,
        text(before.pool().bootVolume()),
        text(after.pool().bootVolume()));
    return refusals;
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

  private static String text(Optional<BootVolume> volume) {
    return volume
        .map(one -> one.size() + " GiB" + one.type().map(" "::concat).orElse(""))
        .orElse("local disk");
  }
}
