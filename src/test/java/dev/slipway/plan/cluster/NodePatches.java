package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.Map;

/** The documents that talosctl merges into the machine config of a node. */
public final class NodePatches {
  private NodePatches() {}

  /** Returns the patches with inline manifests; Cilium's is an empty list. */
  public static List<Map<String, Object>> manifests(ClusterPlan cluster, ServerPlan node) {
    return MachineConfigPatches.manifests(cluster, node, InlineManifest.all("kind: List"));
  }
}
