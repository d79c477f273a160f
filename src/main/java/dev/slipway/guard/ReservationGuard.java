package dev.slipway.guard;

import dev.slipway.cloud.OpenStackClient;
import dev.slipway.guard.LiveReservation.Reserved;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the router and the floating IP whose ids are in a stack file with its addresses: rules
 * of other clusters name these addresses, and Pulumi imports what has the id.
 */
public final class ReservationGuard {
  private final ClusterPlan plan;
  private final List<Refusal> refusals = new ArrayList<>();

  private ReservationGuard(ClusterPlan plan) {
    this.plan = plan;
  }

  /** Reads the resources and returns every refusal; none for a plan without ids. */
  public static List<Refusal> refusals(OpenStackClient cloud, ClusterPlan plan) {
    return refusals(plan, LiveReservation.of(cloud, plan));
  }

  /** Returns every refusal. */
  public static List<Refusal> refusals(ClusterPlan plan, LiveReservation live) {
    ReservationGuard guard = new ReservationGuard(plan);
    plan.network().router().ifPresent(router -> guard.router(router, live));
    plan.endpoint()
        .floatingIpId()
        .ifPresent(
            id ->
                guard.compare(
                    "endpoint.floatingIpId", id, live.floatingIp(), plan.endpoint().floatingIp()));
    return List.copyOf(guard.refusals);
  }

  private void router(RouterPlan router, LiveReservation live) {
    router
        .id()
        .ifPresent(
            id -> {
              compare("network.routerId", id, live.router(), Optional.of(router.externalIp()));
              Set<String> others = new TreeSet<>(live.routersOfStack());
              others.remove(id.text());
              if (!others.isEmpty()) {
                refuse(
                    "network.routerId",
                    "router " + String.join(", ", others),
                    id.text(),
                    "the stack has that router already: set its id, or delete it if nothing uses"
                        + " it");
              }
            });
  }

  private void compare(
      String key, NeutronId id, Optional<Reserved> live, Optional<IpAddress> planned) {
    String address = planned.map(IpAddress::toString).orElse("none");
    if (live.isEmpty()) {
      refuse(
          key,
          "the project has no such object",
          id.text(),
          "correct the id; if the object was deleted: slipway reserve %1$s --release --yes, then slipway reserve %1$s --yes"
              .formatted(plan.name()));
    } else if (!live.get().addresses().contains(address)) {
      refuse(
          key,
          "%s has address %s".formatted(id, String.join(", ", live.get().addresses())),
          address,
          "correct the id or the address");
    }
  }

  private void refuse(String key, String live, String planned, String fix) {
    refusals.add(new Refusal(key, List.of(plan.name().text()), live, planned, fix));
  }
}
