package dev.slipway.plan.extension;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.List;
import java.util.Map;

/** Settings of nodes that a fleet needs beside those of Slipway, for example kernel parameters. */
@FunctionalInterface
public interface PatchSource {
  /**
   * Returns documents of Talos' machine config for one node; an empty list for none. They have
   * texts, whole numbers, booleans, lists and maps. A patch only adds: what Slipway sets, and what
   * is not in the list of docs/library.md, is refused. The same cluster and node must give the same
   * documents: others at the next run are a change. Reports show them, so they have no secrets.
   *
   * @param cluster without security groups, and without patches; {@code talos()} is the version,
   *     which decides the document of a setting
   * @param node a control-plane node or a worker
   */
  List<Map<String, Object>> documents(ClusterPlan cluster, ServerPlan node);
}
