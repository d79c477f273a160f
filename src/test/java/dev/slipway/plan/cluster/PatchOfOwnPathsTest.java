package dev.slipway.plan.cluster;

import static dev.slipway.plan.cluster.PatchFixture.problems;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.security.FleetPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.StackFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No patch may change a value that Slipway sets, in any fleet of the tests. */
class PatchOfOwnPathsTest {
  private final Set<String> tried = new HashSet<>();

  @TempDir private Path folder;

  @Test
  void everyPathOfSlipwayIsRefused() {
    for (FleetPlan fleet :
        List.of(FleetFixture.fleet(), FleetFixture.allKeys(), FleetFixture.networkKinds())) {
      assertRefused(fleet.clusters());
    }
    assertTrue(tried.contains("machine.certSANs"), tried.toString());
    assertTrue(tried.contains("machine.nodeLabels.tier"), tried.toString());
    assertTrue(tried.contains("cluster.apiServer.extraArgs.tls-min-version"), tried.toString());
    assertTrue(tried.contains("VolumeConfig.encryption.provider"), tried.toString());
  }

  @Test
  void everyPathOfSlipwayInDocumentsIsRefused() {
    StackFiles files = StackFiles.shipped(folder);
    files.stacks().forEach(stack -> files.with(stack, "\ntalos: 1.13.9", "\ntalos: 1.14.1"));
    assertRefused(files.plan().clusters());
    assertTrue(tried.contains("KubeAPIServerConfig.extraArgs.enable-admission-plugins"));
    assertTrue(tried.contains("NetworkRuleConfig.ingress"), tried.toString());
  }

  private void assertRefused(List<ClusterPlan> clusters) {
    for (ClusterPlan cluster : clusters) {
      for (ServerPlan node : oneOfEachPool(cluster)) {
        MachineConfigPatches.patches(cluster, node)
            .forEach(document -> assertRefused(cluster, node, document));
      }
    }
  }

  private static List<ServerPlan> oneOfEachPool(ClusterPlan cluster) {
    return cluster.nodes().stream().filter(node -> node.name().endsWith("-1")).toList();
  }

  /** The same value, and others instead of it or of a map around it. */
  private void assertRefused(ClusterPlan cluster, ServerPlan node, Map<String, Object> document) {
    for (PatchValue value : PatchValue.of(document)) {
      List<String> keys = value.keys();
      assertRefused(cluster, node, patch(document, keys, value.value()), "the same");
      assertRefused(cluster, node, patch(document, keys, Map.of("own", "x")), "a map");
      for (int depth = 1; depth <= keys.size(); depth++) {
        Map<String, Object> patch = patch(document, keys.subList(0, depth), "other");
        assertRefused(cluster, node, patch, "a text");
      }
      tried.add((value.kind().isEmpty() ? "" : value.kind() + ".") + String.join(".", keys));
    }
  }

  private static void assertRefused(
      ClusterPlan cluster, ServerPlan node, Map<String, Object> patch, String what) {
    assertFalse(problems(cluster, node, patch).isEmpty(), () -> what + ": " + node + " " + patch);
  }

  /** Returns a document of the same kind and name with one value. */
  private static Map<String, Object> patch(
      Map<String, Object> document, List<String> keys, Object value) {
    List<String> inner = new ArrayList<>(keys);
    String last = inner.remove(inner.size() - 1);
    Map<String, Object> patch = new TreeMap<>(Map.of(last, value));
    while (!inner.isEmpty()) {
      patch = new TreeMap<>(Map.of(inner.remove(inner.size() - 1), patch));
    }
    if (document.containsKey("kind")) {
      for (String key : List.of("kind", "apiVersion", "name")) {
        if (document.containsKey(key)) {
          patch.putIfAbsent(key, document.get(key));
        }
      }
    }
    return patch;
  }
}
