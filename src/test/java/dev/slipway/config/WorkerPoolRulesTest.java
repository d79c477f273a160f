package dev.slipway.config;

import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolRulesTest {
  @TempDir private Path folder;
  private StackFiles files;

  @BeforeEach
  void copyFleet() {
    files = StackFiles.shipped(folder);
  }

  @Test
  void refusesTwoTaintsOrLabelsOfOneKey() {
    files.with(
        "staging-sto2",
        "slot: 0 }",
        "slot: 0, taints: [a=b:NoSchedule, a=c:NoExecute], labels: [d=1, e=1, d=2] }");
    files.assertRefused(
        "staging-sto2.yaml:24: workers.general.taints[1]: a second taint with the key \"a\"; a"
            + " node has one for each key, remove one of them",
        "staging-sto2.yaml:24: workers.general.labels[2]: a second label with the key \"d\"; a"
            + " node has one for each key, remove one of them");
  }

  /** An update would set it again and again, and Kubernetes or Cilium remove it. */
  @Test
  void refusesTaintThatKubernetesOrCiliumSets() {
    files.with(
        "staging-sto2",
        "slot: 0 }",
        "slot: 0, taints: [node.cilium.io/agent-not-ready=true:NoExecute,"
            + " node-role.kubernetes.io/infra=:NoSchedule] }");
    files.assertRefused(
        "staging-sto2.yaml:24: workers.general.taints[0]:"
            + " \"node.cilium.io/agent-not-ready=true:NoExecute\" is a reserved taint, which"
            + " Kubernetes or Cilium sets itself; use a key without the domains node.kubernetes.io,"
            + " node.cloudprovider.kubernetes.io and node.cilium.io");
  }

  @Test
  void refusesOpsClusterWithoutWorkers() {
    files.with("staging", "general: { count: 2", "general: { count: 0");
    files.assertRefused(
        "staging.yaml:23: workers: 0 workers, but Argo CD of the environment runs on the workers of"
            + " the Ops Cluster; expected at least 1, or 2 so that one can be restarted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NoSchedule", "NoExecute"})
  void refusesOpsClusterWhoseWorkersTakeNoPods(String effect) {
    files.with(
        "staging",
        "slot: 0 }",
        "slot: 0, taints: [a=b:PreferNoSchedule, c=d:%s] }".formatted(effect));
    files.assertRefused(
        "staging.yaml:23: workers: every worker has a taint NoSchedule or NoExecute, and the pods"
            + " of Argo CD tolerate none; expected a pool with workers and without such a taint");
  }

  @Test
  void acceptsOpsClusterWithOnePoolForPods() {
    String apps =
        "slot: 0 }\n  apps: { count: 1, flavor: b2.c4r8, slot: 1, taints: [a=b:NoExecute] }";
    files.with("staging", "slot: 0 }", apps);
    files.plan();
  }

  @Test
  void acceptsManagementClusterWithoutWorkers() {
    files.with("staging-sto2", "general: { count: 2", "general: { count: 0");
    files.plan();
  }
}
