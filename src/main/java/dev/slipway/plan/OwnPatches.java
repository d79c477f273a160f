package dev.slipway.plan;

import dev.slipway.config.StackFile;
import dev.slipway.plan.cluster.PatchDocument;
import dev.slipway.plan.cluster.PatchRules;
import dev.slipway.plan.extension.PatchSource;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.MachineConfigPatch;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.value.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The patches of a program for the machine configs of one cluster, and what is wrong with them. */
final class OwnPatches {
  private final StackFile file;
  private final ClusterPlan cluster;
  private final Map<String, PatchSource> sources;
  private final List<MachineConfigPatch> patches = new ArrayList<>();
  private final Map<Found, Set<String>> found = new LinkedHashMap<>();

  /** One problem; several servers may have it. */
  private record Found(String source, String text) {}

  OwnPatches(StackFile file, ClusterPlan cluster, Map<String, PatchSource> sources) {
    this.file = file;
    this.cluster = cluster;
    this.sources = sources;
  }

  /** Calls every source for every node; returns itself. */
  OwnPatches read() {
    for (ServerPlan node : sources.isEmpty() ? List.<ServerPlan>of() : cluster.nodes()) {
      PatchRules rules = new PatchRules(cluster, node);
      sources.forEach((name, source) -> read(name, source, node, rules));
    }
    return this;
  }

  private void read(String name, PatchSource source, ServerPlan node, PatchRules rules) {
    ExtensionCall.run(
        () ->
            Objects.requireNonNull(source.documents(cluster, node), "the list is null").stream()
                .map(one -> PatchDocument.copy(Objects.requireNonNull(one, "a document is null")))
                .map(document -> new MachineConfigPatch(name, node.name(), document))
                .forEach(patch -> check(patch, rules)),
        text -> add(new Found(name, text), node.name()));
  }

  private void check(MachineConfigPatch patch, PatchRules rules) {
    patches.add(patch);
    rules.problems(patch).forEach(text -> add(new Found(patch.source(), text), patch.server()));
  }

  private void add(Found problem, String server) {
    found.computeIfAbsent(problem, one -> new LinkedHashSet<>()).add(server);
  }

  /** Returns each problem once, with the servers that have it. */
  List<Problem> problems() {
    return found.entrySet().stream()
        .map(
            one ->
                "the patch \"%s\" of %s: %s"
                    .formatted(
                        one.getKey().source,
                        servers(List.copyOf(one.getValue())),
                        one.getKey().text))
        .map(message -> file.problem("", message))
        .toList();
  }

  private static String servers(List<String> names) {
    return names.size() == 1
        ? names.get(0)
        : "%s and %d more".formatted(names.get(0), names.size() - 1);
  }

  /** Returns the cluster with the patches; without, if one has a problem. */
  ClusterPlan patched() {
    return found.isEmpty() ? cluster.withPatches(patches) : cluster;
  }
}
