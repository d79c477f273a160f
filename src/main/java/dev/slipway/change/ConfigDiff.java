package dev.slipway.change;

import dev.slipway.document.UnifiedDiff;
import dev.slipway.document.Yaml;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One difference of configuration, and the servers that have it.
 *
 * @param servers names of the servers
 * @param paths changed paths of the machine config, or changed files
 * @param lines a unified diff of YAML
 */
public record ConfigDiff(List<String> servers, List<String> paths, List<String> lines) {

  /** Copies the lists. */
  public ConfigDiff {
    servers = List.copyOf(servers);
    paths = List.copyOf(paths);
    lines = List.copyOf(lines);
  }

  /** Returns the differences of the servers whose configuration is applied while they run. */
  public static List<ConfigDiff> of(ClusterChanges changes) {
    Map<ConfigDiff, List<String>> servers = new LinkedHashMap<>();
    for (ServerChange change : changes.servers()) {
      if (change.effect().isApplied()) {
        ConfigDiff diff = new ConfigDiff(List.of(), change.paths(), diff(changes, change.server()));
        servers.computeIfAbsent(diff, one -> new ArrayList<>()).add(change.server().name());
      }
    }
    return servers.entrySet().stream()
        .map(one -> new ConfigDiff(one.getValue(), one.getKey().paths(), one.getKey().lines()))
        .toList();
  }

  private static List<String> diff(ClusterChanges changes, ServerPlan server) {
    ClusterPlan before = changes.before().orElseThrow();
    ServerPlan old = ClusterChanges.find(before, server).orElseThrow();
    return UnifiedDiff.of(lines(before, old), lines(changes.after(), server));
  }

  /** Returns the server's documents as a YAML stream. */
  private static List<String> lines(ClusterPlan cluster, ServerPlan server) {
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> document : ServerDocuments.of(cluster, server)) {
      if (!lines.isEmpty()) {
        lines.add("---");
      }
      Yaml.block(document).lines().forEach(lines::add);
    }
    return lines;
  }
}
