package dev.slipway.change;

import static dev.slipway.testing.FleetFixture.DEBIAN;
import static dev.slipway.testing.FleetFixture.TALOS;
import static dev.slipway.testing.FleetFixture.TALOS_ID;
import static dev.slipway.testing.NonEmpty.nonEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterChangesTest {
  private static final String NO_MIRRORS = "\naccess:";
  private static final String MIRRORS =
      "\nregistryMirrors: { docker.io: https://mirror.example.net }\naccess:";

  @TempDir private Path folder;

  @Test
  void changesNothingWithoutAChange() {
    for (ClusterPlan cluster : FleetFixture.fleet().clusters()) {
      ClusterChanges changes = ClusterChanges.between(Optional.of(cluster), cluster);
      assertTrue(changes.isEmpty(), cluster.name().text());
      assertFalse(changes.isDisruptive());
      assertFalse(changes.isRefused());
    }
  }

  @Test
  void createsEveryServerOfANewStack() {
    ClusterPlan cluster = FleetFixture.cluster("staging");
    ClusterChanges changes = ClusterChanges.between(Optional.empty(), cluster);
    assertEquals(Set.of(Effect.CREATED), effects(changes));
    assertFalse(changes.isDisruptive());
  }

  @Test
  void appliesASettingOfEveryNodeLive() {
    ClusterChanges changes = changed("staging-osl2", NO_MIRRORS, MIRRORS);
    assertEquals(
        Map.of(
            "control-plane", Effect.LIVE, "worker", Effect.LIVE, "load-balancer", Effect.UNCHANGED),
        byRole(changes));
    assertEquals(
        List.of("machine.registries.mirrors", "machine.registries.mirrors.docker.io.endpoints"),
        changes.servers().get(0).paths());
    assertFalse(changes.interruptsControlPlane());
    assertFalse(changes.isDisruptive());
  }

  @Test
  void restartsTheApiServersOneAfterAnotherForANewCertificateName() {
    ClusterChanges changes =
        changed("staging-osl2", "api.staging-osl2.example.net", "kube.staging-osl2.example.net");
    assertEquals(Effect.LIVE, byRole(changes).get("control-plane"));
    assertEquals(Set.of(RestartedProgram.API_SERVER), changes.servers().get(0).restarts());
    assertTrue(changes.interruptsControlPlane());
    assertFalse(changes.isDisruptive(), "two of three API servers serve");
  }

  @Test
  void isDisruptiveIfTheOnlyApiServerRestarts() {
    ClusterChanges changes =
        changed("staging", "api.staging.example.net", "kube.staging.example.net");
    assertTrue(changes.interruptsOnlyControlPlane());
    assertTrue(changes.isDisruptive());
  }

  /** The new ones are members of etcd and serve the API before the first one changes. */
  @Test
  void addedControlPlaneNodesPreventTheOutage() {
    StackFiles files = StackFiles.shipped(folder);
    ClusterPlan before = files.cluster("staging");
    files.with("staging", "api.staging.example.net", "kube.staging.example.net");
    files.with("staging", "controlPlane: { count: 1", "controlPlane: { count: 3");
    ClusterChanges changes = ClusterChanges.between(Optional.of(before), files.cluster("staging"));
    assertTrue(changes.interruptsControlPlane());
    assertFalse(changes.interruptsOnlyControlPlane());
    assertFalse(changes.isDisruptive());
  }

  @Test
  void rebootsForAFileThatTalosWritesAtBoot() {
    ClusterChanges changes = changed("staging-osl2", "301000000000000002", "301000000000000009");
    assertEquals(
        Map.of(
            "control-plane", Effect.REBOOT,
            "worker", Effect.UNCHANGED,
            "load-balancer", Effect.UNCHANGED),
        byRole(changes));
    assertEquals(List.of("machine.files"), changes.servers().get(0).paths());
    assertTrue(changes.isDisruptive());
  }

  @Test
  void createsAndDrainsWorkers() {
    ClusterChanges more = changed("staging-osl2", "general: { count: 2", "general: { count: 3");
    assertEquals(Effect.CREATED, effect(more, "staging-osl2-general-3"));
    assertEquals(Effect.UNCHANGED, effect(more, "staging-osl2-general-1"));
    ClusterChanges less = changed("staging-osl2", "general: { count: 3", "general: { count: 1");
    assertEquals(Effect.REMOVED, effect(less, "staging-osl2-general-2"));
    assertFalse(less.isRefused());
  }

  @Test
  void addsControlPlanesAndRefusesToRemoveThem() {
    ClusterChanges more =
        changed("staging-osl2", "controlPlane: { count: 3", "controlPlane: { count: 5");
    assertTrue(more.addsControlPlane());
    assertFalse(more.isRefused());
    ClusterChanges less =
        ClusterChanges.between(Optional.of(more.after()), FleetFixture.cluster("staging-osl2"));
    assertEquals(Effect.REFUSED, effect(less, "staging-osl2-control-plane-5"));
    assertEquals(
        "staging-osl2-control-plane-4: fewer control-plane nodes, none instead of 10.41.16.14;"
            + " keep the number; etcd members cannot be removed yet",
        less.refusals().get(0).toString());
  }

  /** Each is destroyed or stopped by Nova if the value reaches it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "general: { count: 2, flavor: l2.c4r8.100 | general: { count: 2, flavor: l2.c8r16.100 |"
            + " RESIZED | staging-osl2-general-1",
        DEBIAN + " | debian-13 | REBUILT | staging-osl2-load-balancer-1",
        TALOS + " | talos-1.13.10 | REBUILT | staging-osl2-control-plane-1",
        "@777b | @888b | REBUILT | staging-osl2-control-plane-1",
        "address: 10.41.16.10 | address: 10.41.16.9 | READDRESSED | staging-osl2-load-balancer-1",
        "count: 3, flavor: l2.c4r8.100 | count: 3, flavor: l2.c4r8.100, bootVolume: { size: 40 } |"
            + " REPLACED | staging-osl2-control-plane-1",
      })
  void refusesWhatNovaWouldDestroy(String from, String to, Refusal.Reason reason, String server) {
    ClusterChanges changes = changed("staging-osl2", from, to);
    assertTrue(changes.isRefused());
    assertEquals(Effect.REFUSED, effect(changes, server));
    assertTrue(
        changes.refusals().stream()
            .anyMatch(one -> one.reason() == reason && one.what().equals(server)),
        changes.refusals().toString());
  }

  /** A whole cluster has one value of these; every server is refused. */
  @ParameterizedTest
  @CsvSource({
    "kubernetes: 1.36.3, kubernetes: 1.36.4, kubernetes",
    "talos: 1.13.9, talos: 1.13.10, talos",
    "version: 1.20.2, version: 1.20.3, cilium",
  })
  void refusesUpgrades(String from, String to, String key) {
    ClusterChanges changes = changed("staging-osl2", from, to);
    assertEquals(key, changes.refusals().get(0).what());
    assertEquals(Refusal.Reason.UPGRADE, changes.refusals().get(0).reason());
    assertEquals(Set.of(Effect.REFUSED), effects(changes));
  }

  /** The addresses of the load balancers follow from their number: one refusal, and no creation. */
  @Test
  void refusesAnotherNumberOfLoadBalancersOnce() {
    ClusterChanges changes =
        changed("staging-osl2", "  kind: haproxy", "  kind: haproxy\n  replicas: 2");
    assertEquals(
        List.of(
            "endpoint.replicas: a value that is set once, 2 instead of 1; only a new cluster can"
                + " have another value"),
        changes.refusals().stream().map(Refusal::toString).toList());
    assertEquals(Set.of(Effect.REFUSED), effects(changes));
  }

  /** An update that is refused creates and removes nothing either. */
  @Test
  void nothingIsCreatedByARefusedUpdate() {
    ClusterChanges changes =
        changed(
            "staging-osl2",
            "general: { count: 2, flavor: l2.c4r8.100",
            "general: { count: 3, flavor: l2.c8r16.100");
    assertEquals(Effect.REFUSED, effect(changes, "staging-osl2-general-3"));
    assertEquals(Effect.UNCHANGED, effect(changes, "staging-osl2-control-plane-1"));
  }

  /** Only the cloud has the id of the servers' image: {@code ServerImageGuardTest}. */
  @ParameterizedTest
  @CsvSource({TALOS + ", talos-1.13.9", TALOS + ", talos-1.13.9-renamed@" + TALOS_ID})
  void formOfAnImageIsForNewServersOnly(String from, String to) {
    ClusterChanges changes = changed("staging-osl2", from, to);
    assertFalse(changes.isRefused());
    assertEquals(
        Map.of(
            "control-plane",
            Effect.NEW_SERVERS_ONLY,
            "worker",
            Effect.NEW_SERVERS_ONLY,
            "load-balancer",
            Effect.UNCHANGED),
        byRole(changes));
    ClusterChanges back =
        ClusterChanges.between(Optional.of(changes.after()), changes.before().orElseThrow());
    assertFalse(back.isRefused());
  }

  @Test
  void antiAffinityIsForNewServersOnly() {
    ClusterChanges changes =
        changed(
            "staging-osl2",
            "count: 2, flavor: l2.c4r8.100",
            "antiAffinity: true, count: 2, flavor: l2.c4r8.100");
    assertEquals(Effect.NEW_SERVERS_ONLY, byRole(changes).get("worker"));
    assertFalse(changes.isRefused());
  }

  @Test
  void refusesANewServerWithTheAddressOfARemovedOne() {
    ClusterChanges changes = changed("staging-osl2", "  general: {", "  renamed: {");
    assertEquals(Effect.REFUSED, effect(changes, "staging-osl2-renamed-1"));
    assertEquals(
        "staging-osl2-renamed-1: the address of a server that is removed, 10.41.16.32 of"
            + " staging-osl2-general-1 instead of a free one; remove that server in an update of"
            + " its own first",
        changes.refusals().get(0).toString());
  }

  @Test
  void removesEveryWorker() {
    assertTrue(changed("staging-osl2", "count: 2,", "count: 0,").removesEveryWorker());
    assertFalse(changed("staging-osl2", "count: 2,", "count: 1,").removesEveryWorker());
  }

  private ClusterChanges changed(String stack, String from, String to) {
    ClusterPlan before = before(stack, from);
    StackFiles files = StackFiles.shipped(folder);
    files.withText(stack, files.text(stack).replace("count: 2", count(from)).replace(from, to));
    return ClusterChanges.between(Optional.of(before), files.cluster(stack));
  }

  /** Returns the shipped cluster, with the number of workers that the test begins with. */
  private ClusterPlan before(String stack, String from) {
    StackFiles files = StackFiles.shipped(folder);
    String text = files.text(stack).replace("count: 2", count(from));
    assertTrue(text.contains(from), () -> stack + " does not contain " + from);
    return files.withText(stack, text).cluster(stack);
  }

  private static String count(String from) {
    return from.equals("general: { count: 3") ? "count: 3" : "count: 2";
  }

  private static Effect effect(ClusterChanges changes, String server) {
    return changes.servers().stream()
        .filter(one -> one.server().name().equals(server))
        .findFirst()
        .orElseThrow()
        .effect();
  }

  private static Set<Effect> effects(ClusterChanges changes) {
    return Set.copyOf(nonEmpty(changes.servers()).stream().map(ServerChange::effect).toList());
  }

  /** Returns the effect on the servers of each role, which must be the same for all of them. */
  private static Map<String, Effect> byRole(ClusterChanges changes) {
    Map<String, Effect> effects = new TreeMap<>();
    for (ServerChange one : nonEmpty(changes.servers())) {
      Effect other = effects.put(one.server().role().text(), one.effect());
      assertTrue(other == null || other == one.effect(), one.toString());
    }
    return effects;
  }
}
