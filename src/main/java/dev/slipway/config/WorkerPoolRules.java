package dev.slipway.config;

import dev.slipway.value.DnsLabel;
import dev.slipway.value.NodeLabel;
import dev.slipway.value.StackKind;
import dev.slipway.value.Taint;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks the labels and taints of worker pools, and that an Ops Cluster has workers for pods. */
final class WorkerPoolRules {
  private final StackFile file;
  private final ProblemCollector problems;

  WorkerPoolRules(StackFile file, ProblemCollector problems) {
    this.file = file;
    this.problems = problems;
  }

  void validate() {
    StackConfig config = file.config();
    new TreeMap<>(config.workers()).forEach(this::pool);
    int workers = config.workers().values().stream().mapToInt(NodePoolConfig::count).sum();
    if (config.kind() == StackKind.OPS_CLUSTER && workers == 0) {
      problems.add(
          file,
          "workers",
          "0 workers, but Argo CD of the environment runs on the workers of the Ops Cluster; "
              + "expected at least 1, or 2 so that one can be restarted");
    } else if (config.kind() == StackKind.OPS_CLUSTER
        && config.workers().values().stream().allMatch(WorkerPoolRules::refusesPods)) {
      problems.add(
          file,
          "workers",
          "every worker has a taint NoSchedule or NoExecute, and the pods of Argo CD tolerate none;"
              + " expected a pool with workers and without such a taint");
    }
  }

  private static boolean refusesPods(NodePoolConfig pool) {
    return pool.count() == 0
        || listOf(pool.taints()).stream().anyMatch(one -> !one.effect().equals("PreferNoSchedule"));
  }

  private void pool(DnsLabel name, NodePoolConfig pool) {
    List<String> taints = listOf(pool.taints()).stream().map(Taint::key).toList();
    List<String> labels = listOf(pool.labels()).stream().map(NodeLabel::key).toList();
    requireDifferent("workers.%s.taints".formatted(name), "taint", taints);
    requireDifferent("workers.%s.labels".formatted(name), "label", labels);
  }

  /** Talos' configuration is a mapping by key, so the second value would replace the first. */
  private void requireDifferent(String path, String what, List<String> keys) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!known.add(keys.get(i))) {
        problems.add(
            file,
            "%s[%d]".formatted(path, i),
            "a second %s with the key \"%s\"; a node has one for each key, remove one of them"
                .formatted(what, keys.get(i)));
      }
    }
  }

  private static <T> List<T> listOf(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
