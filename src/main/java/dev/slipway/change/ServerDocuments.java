package dev.slipway.change;

import dev.slipway.plan.cluster.ConfigurationChannel;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration that an update applies to a running server: the patches of a machine config, or
 * the files of a load balancer. It contains no secrets: those are only in the secrets bundle, which
 * a plan does not contain.
 */
final class ServerDocuments {
  private ServerDocuments() {}

  static List<Map<String, Object>> of(ClusterPlan cluster, ServerPlan server) {
    return server.role() == ServerRole.LOAD_BALANCER
        ? List.of(files(cluster, server))
        : MachineConfigPatches.patches(cluster, server);
  }

  /** Returns the lines of each file by the file's name. */
  private static Map<String, Object> files(ClusterPlan cluster, ServerPlan server) {
    Map<String, Object> files = new TreeMap<>();
    ConfigurationChannel.configuration(cluster, server)
        .forEach(
            (path, text) ->
                files.put(String.valueOf(Path.of(path).getFileName()), text.lines().toList()));
    return files;
  }
}
