package dev.slipway.report;

import dev.slipway.change.ClusterChanges;
import dev.slipway.change.ConfigDiff;
import dev.slipway.change.ServerChange;
import java.util.List;
import java.util.Map;

/** The effects of an update on the servers of a stack, for programs. */
final class ServerChangesDocument {
  private ServerChangesDocument() {}

  static List<Map<String, Object>> servers(ClusterChanges changes) {
    return changes.servers().stream().map(ServerChangesDocument::row).toList();
  }

  private static Map<String, Object> row(ServerChange change) {
    return Map.of(
        "name", change.server().name(),
        "role", change.server().role().text(),
        "effect", change.effect().text(),
        "restarts", change.restarts().stream().sorted().map(one -> one.text()).toList(),
        "paths", change.paths());
  }

  static List<Map<String, Object>> diffs(ClusterChanges changes) {
    return ConfigDiff.of(changes).stream()
        .map(
            diff ->
                Map.<String, Object>of(
                    "servers", diff.servers(), "diff", String.join("\n", diff.lines())))
        .toList();
  }
}
