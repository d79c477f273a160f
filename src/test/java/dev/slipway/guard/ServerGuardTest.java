package dev.slipway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.EndpointPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.DnsLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal, with its whole message. */
class ServerGuardTest {
  private static final ClusterPlan OSL2 = FleetFixture.cluster("staging-osl2");
  private static final ClusterPlan STO2 =
      FleetFixture.allKeys().clusterOrThrow(DnsLabel.parse("staging-sto2"));
  private static final String CP1 = "staging-osl2-control-plane-1";
  private static final String WORKER = "staging-osl2-general-1";

  private static Stream<ClusterPlan> stacks() {
    return Stream.of(FleetFixture.fleet(), FleetFixture.networkKinds(), FleetFixture.allKeys())
        .map(FleetPlan::clusters)
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void acceptsNewClusterAndUnchangedOne(ClusterPlan plan) {
    assertEquals(List.of(), ServerGuard.refusals(plan, List.of()));
    assertEquals(List.of(), ServerGuard.refusals(plan, LiveServerFixture.of(plan)));
  }

  @Test
  void acceptsMoreServersAndFewerWorkers() {
    List<LiveServer> live = new ArrayList<>(LiveServerFixture.of(OSL2));
    live.removeIf(one -> one.name().endsWith("-control-plane-3"));
    live.add(
        LiveServerFixture.of(
            OSL2,
            RecordCopy.with(
                RecordCopy.with(OSL2.workers().get(0), "name", "staging-osl2-general-9"),
                "address",
                OSL2.network().cidr().address(60))));
    assertEquals(List.of(), ServerGuard.refusals(OSL2, live));
  }

  @Test
  void acceptsFlavorThatNoLongerExists() {
    assertAccepted(LiveServerFixture.with(OSL2, CP1, "flavor", Optional.empty()));
  }

  @Test
  void refusesResize() {
    List<LiveServer> live =
        LiveServerFixture.of(OSL2).stream()
            .map(one -> RecordCopy.with(one, "flavor", Optional.of("l2.c2r4")))
            .toList();
    assertEquals(
        List.of(
            "controlPlane.flavor: staging-osl2-control-plane-1, staging-osl2-control-plane-2,"
                + " staging-osl2-control-plane-3: l2.c2r4, planned: l2.c4r8.100; an update resizes"
                + " no server: set it back to l2.c2r4",
            "workers.general.flavor: staging-osl2-general-1, staging-osl2-general-2: l2.c2r4,"
                + " planned: l2.c4r8.100; an update resizes no server: set it back to l2.c2r4",
            "endpoint.flavor: staging-osl2-load-balancer-1: l2.c2r4, planned: l2.c2r4.100; an"
                + " update resizes no server: set it back to l2.c2r4"),
        refusals(OSL2, live));
  }

  @Test
  void refusesOtherDisk() {
    assertRefused(
        "controlPlane.bootVolume: staging-osl2-control-plane-1: a boot volume, planned: the"
            + " flavor's local disk; an update replaces no server: set it back to a boot volume",
        LiveServerFixture.with(OSL2, CP1, "bootsFromVolume", true));
    assertEquals(
        List.of(
            "workers.logs.bootVolume: staging-sto2-logs-2: the flavor's local disk, planned: a"
                + " boot volume; an update replaces no server: set it back to the flavor's local"
                + " disk"),
        refusals(
            STO2, LiveServerFixture.with(STO2, "staging-sto2-logs-2", "bootsFromVolume", false)));
  }

  @Test
  void refusesOtherAddress() {
    Set<String> old = Set.of("10.41.16.77");
    assertRefused(
        "address: staging-osl2-control-plane-1: 10.41.16.77, planned: 10.41.16.11; an update moves"
            + " no server: undo the change of network.cidr",
        LiveServerFixture.with(OSL2, CP1, "addresses", old));
    assertRefused(
        "address: staging-osl2-general-1: 10.41.16.77, planned: 10.41.16.32; an update moves no"
            + " server: undo the change of network.cidr and of the names and slots in workers",
        LiveServerFixture.with(OSL2, WORKER, "addresses", old));
  }

  @Test
  void refusesPairInPlaceOfSingleLoadBalancer() {
    List<LiveServer> live =
        LiveServerFixture.with(
            STO2, "staging-sto2-load-balancer-1", "addresses", Set.of("10.41.32.10"));
    live = live.stream().filter(one -> !one.name().endsWith("load-balancer-2")).toList();
    assertEquals(
        List.of(
            "address: staging-sto2-load-balancer-1: 10.41.32.10, planned: 10.41.32.2; an update"
                + " moves no server: undo the change of network.cidr, endpoint.address and"
                + " endpoint.replicas"),
        refusals(STO2, live));
  }

  @Test
  void refusesNewServerAtAddressInUse() {
    ServerPlan worker = OSL2.workers().get(1);
    List<LiveServer> live =
        LiveServerFixture.with(OSL2, worker.name(), "name", "staging-osl2-apps-1");
    assertRefused(
        "address: staging-osl2-apps-1: has 10.41.16.33, planned: is for the new server"
            + " staging-osl2-general-2; an update moves no server: undo the change of network.cidr"
            + " and of the names and slots in workers, or remove staging-osl2-apps-1 in an update"
            + " of its own first",
        live);
  }

  @Test
  void refusesSmallerControlPlane() {
    ClusterPlan one = RecordCopy.with(OSL2, "controlPlane", List.of(OSL2.controlPlane().get(0)));
    assertEquals(
        List.of(
            "controlPlane.count: staging-osl2-control-plane-2, staging-osl2-control-plane-3:"
                + " exists, planned: count 1; an update removes no etcd member: set it back"),
        refusals(one, LiveServerFixture.of(OSL2)));
  }

  /** Nova had no host for a new member; the operator sets the count back. */
  @Test
  void refusalNamesTheDeletionOfControlPlaneNodeThatNeverRan() {
    List<LiveServer> live =
        LiveServerFixture.with(OSL2, "staging-osl2-control-plane-3", "status", "ERROR");
    ClusterPlan two =
        RecordCopy.with(OSL2, "controlPlane", List.copyOf(OSL2.controlPlane().subList(0, 2)));
    assertEquals(
        List.of(
            "controlPlane.count: staging-osl2-control-plane-3: exists, planned: count 2; an update"
                + " removes no etcd member: set it back; if it never ran, delete it: openstack"
                + " --os-cloud staging-osl2 server delete staging-osl2-control-plane-3-id, then"
                + " pulumi up --refresh --stack staging-osl2"),
        refusals(two, live));
  }

  @Test
  void refusesRemovalOfLoadBalancer() {
    EndpointPlan.HaproxyPair pair = (EndpointPlan.HaproxyPair) STO2.endpoint();
    EndpointPlan octavia =
        new EndpointPlan.OvnLoadBalancer(
            pair.address(), pair.floatingIp(), Optional.empty(), pair.dnsName());
    assertEquals(
        List.of(
            "endpoint: staging-sto2-load-balancer-1, staging-sto2-load-balancer-2: exists, planned:"
                + " an endpoint without it; an update removes no load balancer: set endpoint.kind"
                + " and endpoint.replicas back"),
        refusals(RecordCopy.with(STO2, "endpoint", octavia), LiveServerFixture.of(STO2)));
  }

  @Test
  void refusesServerInError() {
    assertRefused(
        "status: staging-osl2-general-1: ERROR, planned: ACTIVE; openstack --os-cloud staging-osl2"
            + " server show staging-osl2-general-1-id shows the fault; repair the server, or if it"
            + " never ran, delete it, and pulumi up --refresh --stack staging-osl2 creates it"
            + " again",
        LiveServerFixture.with(OSL2, WORKER, "status", "ERROR"));
  }

  @Test
  void refusalOfServerWithoutHypervisorNamesItsGroup() {
    String node = "staging-osl2-control-plane-3";
    List<LiveServer> live =
        LiveServerFixture.of(OSL2).stream()
            .map(one -> one.name().equals(node) ? withoutHypervisor(one) : one)
            .toList();
    assertRefused(
        "status: staging-osl2-control-plane-3: ERROR No valid host was found., planned: ACTIVE; no"
            + " hypervisor has room for it, and no other server of its anti-affinity group"
            + " staging-osl2-control-plane: ask the cloud's operator for one, or undo the change of"
            + " controlPlane.count; then openstack --os-cloud staging-osl2 server delete"
            + " staging-osl2-control-plane-3-id, and pulumi up --refresh --stack staging-osl2",
        live);
  }

  /** A server that was never placed has no address either. */
  private static LiveServer withoutHypervisor(LiveServer server) {
    return RecordCopy.with(
        RecordCopy.with(
            RecordCopy.with(server, "status", "ERROR"), "fault", "No valid host was found. "),
        "addresses",
        Set.of());
  }

  private static void assertAccepted(List<LiveServer> live) {
    assertEquals(List.of(), refusals(OSL2, live));
  }

  private static void assertRefused(String message, List<LiveServer> live) {
    assertEquals(List.of(message), refusals(OSL2, live));
  }

  private static List<String> refusals(ClusterPlan plan, List<LiveServer> live) {
    return ServerGuard.refusals(plan, live).stream().map(Refusal::toString).toList();
  }
}
