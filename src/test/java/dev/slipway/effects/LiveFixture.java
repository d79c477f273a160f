package dev.slipway.effects;

import dev.slipway.guard.ClusterGuard;
import dev.slipway.guard.EndpointGuard;
import dev.slipway.guard.LiveCluster;
import dev.slipway.guard.LiveEndpoint;
import dev.slipway.guard.LiveReservation;
import dev.slipway.guard.LiveServer;
import dev.slipway.guard.LiveServerFixture;
import dev.slipway.guard.ProjectGuard;
import dev.slipway.guard.Refusal;
import dev.slipway.guard.ReservationGuard;
import dev.slipway.guard.ServerGuard;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.RouterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.IpAddress;
import dev.slipway.value.NeutronId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A live cluster that is exactly as a plan describes it, and what guards an update of it. */
final class LiveFixture {
  private LiveFixture() {}

  /**
   * Returns the refusals of an update to another plan, by what the cloud and the cluster answer.
   */
  static List<Refusal> refusals(ClusterPlan live, ClusterPlan planned) {
    boolean isSameProject =
        live.cloud().equals(planned.cloud())
            && live.project().id().equals(planned.project().id())
            && isSameRegion(live, planned);
    List<LiveServer> servers = isSameProject ? LiveServerFixture.of(live) : List.of();
    List<Refusal> all = new ArrayList<>(ServerGuard.refusals(planned, servers));
    all.addAll(ProjectGuard.refusals(planned, servers, true));
    all.addAll(EndpointGuard.refusals(planned, endpoint(live)));
    all.addAll(ReservationGuard.refusals(planned, reservation(live, planned)));
    all.addAll(ClusterGuard.refusals(planned, servers, cluster(live)));
    return all;
  }

  /** Without the key, the region is that of clouds.yaml, which is the same. */
  private static boolean isSameRegion(ClusterPlan live, ClusterPlan planned) {
    return live.project().region().isEmpty()
        || planned.project().region().isEmpty()
        || live.project().region().equals(planned.project().region());
  }

  private static LiveCluster cluster(ClusterPlan plan) {
    return new LiveCluster(
        Optional.of(plan.talos().toString()),
        Optional.of(plan.kubernetes().toString()),
        Optional.of(plan.network().podCidr().toString()),
        Optional.of(plan.network().serviceCidr().toString()),
        Optional.of(plan.cilium().sha256().toString()),
        Optional.of(plan.cilium().encryption()),
        Optional.of(plan.diskEncryption().toString()),
        plan.controlPlane().stream().map(ServerPlan::name).toList(),
        List.of());
  }

  /** An id that is added to the file is that of the live object. */
  private static LiveReservation reservation(ClusterPlan live, ClusterPlan planned) {
    Optional<LiveReservation.Reserved> router =
        live.network()
            .router()
            .flatMap(
                one ->
                    id(one.id(), planned.network().router().flatMap(RouterPlan::id))
                        .map(id -> reserved(id, one.externalIp())));
    Optional<LiveReservation.Reserved> floatingIp =
        live.endpoint()
            .floatingIp()
            .flatMap(
                address ->
                    id(live.endpoint().floatingIpId(), planned.endpoint().floatingIpId())
                        .map(id -> reserved(id, address)));
    Set<String> routers = router.map(one -> Set.of(one.id())).orElse(Set.of());
    return new LiveReservation(router, floatingIp, routers);
  }

  /** Returns the id of the live object, if the plan has it too. */
  private static Optional<NeutronId> id(Optional<NeutronId> live, Optional<NeutronId> planned) {
    return planned.filter(id -> live.isEmpty() || live.get().equals(id));
  }

  private static LiveReservation.Reserved reserved(NeutronId id, IpAddress address) {
    return new LiveReservation.Reserved(id.text(), List.of(address.toString()));
  }

  private static LiveEndpoint endpoint(ClusterPlan plan) {
    Optional<LiveEndpoint.LoadBalancer> octavia =
        plan.endpoint() instanceof EndpointPlan.Octavia one
            ? Optional.of(
                new LiveEndpoint.LoadBalancer(one.provider().text(), one.address().toString()))
            : Optional.empty();
    return new LiveEndpoint(
        Set.of(plan.network().name()),
        plan.network().router().map(RouterPlan::externalNetwork),
        plan.endpoint().floatingIp().map(IpAddress::toString),
        octavia);
  }
}
