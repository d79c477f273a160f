package dev.slipway.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.MachineConfigPatch;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A patch of a program is a change of the machine config as every other one. */
class PatchChangesTest {
  private final ClusterPlan cluster = FleetFixture.cluster("staging-osl2");
  private final ServerPlan worker = cluster.workers().get(0);

  @Test
  void kernelParameterIsAppliedLive() {
    ServerChange change = added(Map.of("sysctls", Map.of("vm.max_map_count", "262144")));
    assertEquals(Effect.LIVE, change.effect());
    assertEquals(List.of("machine.sysctls.vm.max_map_count"), change.paths());
    assertEquals(Set.of(), change.restarts());
  }

  @Test
  void fieldOfTheKubeletRestartsIt() {
    ServerChange change = added(Map.of("kubelet", Map.of("extraConfig", Map.of("maxPods", 200))));
    assertEquals(Effect.LIVE, change.effect());
    assertEquals(List.of("machine.kubelet.extraConfig.maxPods"), change.paths());
    assertEquals(Set.of(RestartedProgram.KUBELET), change.restarts());
  }

  @Test
  void diffHasThePatch() {
    List<ConfigDiff> diffs =
        ConfigDiff.of(
            ClusterChanges.between(
                Optional.of(cluster), patched(Map.of("nodeLabels", Map.of("rack", "r1")))));
    assertEquals(1, diffs.size());
    assertEquals(List.of(worker.name()), diffs.get(0).servers());
    assertEquals(
        List.of("+    rack: r1"),
        diffs.get(0).lines().stream().filter(line -> line.matches("[+-] .*")).toList());
  }

  private ServerChange added(Map<String, Object> machine) {
    ClusterChanges changes = ClusterChanges.between(Optional.of(cluster), patched(machine));
    List<ServerChange> changed =
        changes.servers().stream().filter(one -> one.effect() != Effect.UNCHANGED).toList();
    assertEquals(1, changed.size());
    assertFalse(changes.isDisruptive());
    return changed.get(0);
  }

  private ClusterPlan patched(Map<String, Object> machine) {
    return cluster.withPatches(
        List.of(new MachineConfigPatch("own", worker.name(), Map.of("machine", machine))));
  }
}
