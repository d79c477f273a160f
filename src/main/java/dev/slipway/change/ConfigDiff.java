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
    Map<List<String>, List<ServerChange>> byDiff = new LinkedHashMap<>();
    for (ServerChange change : changes.servers()) {
      if (change.effect().isApplied()) {
        byDiff
            .computeIfAbsent(diff(changes, change.server()), one -> new ArrayList<>())
            .add(change);
      }
    }
    return byDiff.entrySet().stream()
        .map(
            entry ->
                new ConfigDiff(
                    entry.getValue().stream().map(one -> one.server().name()).toList(),
                    entry.getValue().get(0).paths(),
                    entry.getKey()))
        .toList();
  }

  private static List<String> diff(ClusterChanges changes, ServerPlan server) {
    return UnifiedDiff.of(
        lines(changes.before().orElseThrow(), server), lines(changes.after(), server));
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
