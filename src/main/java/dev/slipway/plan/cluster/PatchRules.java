package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.MachineConfigPatch;
import dev.slipway.plan.model.ServerPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verifies that the patches of one node only add settings of a list. Each path is set once, so the
 * order of patches means nothing.
 */
public final class PatchRules {
  private final ClusterPlan cluster;
  private final List<PatchSetting> settings;
  private final List<PatchValue> own;
  private final Map<PatchValue, String> added = new LinkedHashMap<>();

  /**
   * Begins with the machine config of a node.
   *
   * @param cluster without patches
   */
  public PatchRules(ClusterPlan cluster, ServerPlan node) {
    this.cluster = cluster;
    this.settings = AllowedSettings.of(cluster.talos());
    this.own =
        MachineConfigPatches.patches(cluster, node).stream()
            .flatMap(document -> PatchValue.of(document).stream())
            .toList();
  }

  /** Returns what is wrong with one more patch. */
  public List<String> problems(MachineConfigPatch patch) {
    Stream<String> values =
        PatchValue.of(patch.document()).stream()
            .flatMap(value -> problem(patch.source(), value).stream());
    return Stream.concat(version(patch.document()).stream(), values).toList();
  }

  private static Optional<String> version(Map<String, Object> document) {
    String version = Objects.toString(document.get("apiVersion"), "");
    return document.containsKey("kind") && !version.equals("v1alpha1")
        ? Optional.of(
            "%s.apiVersion \"%s\": is not known; expected \"v1alpha1\""
                .formatted(document.get("kind"), version))
        : Optional.empty();
  }

  private Optional<String> problem(String source, PatchValue value) {
    Optional<String> problem = refusal(value).or(() -> again(value));
    added.putIfAbsent(value, source);
    return problem.map(text -> value + ": " + text);
  }

  private Optional<String> refusal(PatchValue value) {
    if (value.keys().isEmpty()) {
      return Optional.of("is empty; return an empty list for nothing");
    }
    if (value.keys().stream().anyMatch(key -> key.startsWith("$"))) {
      return Optional.of("is an instruction to delete or replace; a patch only adds");
    }
    if (own.stream().anyMatch(value::overlaps)) {
      return Optional.of(
          "is set by Slipway, and a patch only adds; remove it, or use a key of the stack file");
    }
    Optional<PatchSetting> setting =
        settings.stream().filter(one -> one.contains(value)).findFirst();
    return setting.isEmpty()
        ? Optional.of(
            "is not a setting that a patch may have; with Talos %s: %s"
                .formatted(
                    cluster.talos(),
                    settings.stream().map(PatchSetting::path).collect(Collectors.joining(", "))))
        : setting
            .filter(one -> !one.allows(value))
            .map(one -> "is not allowed; expected " + one.expected());
  }

  private Optional<String> again(PatchValue value) {
    return added.entrySet().stream()
        .filter(other -> other.getKey().overlaps(value))
        .findFirst()
        .map(other -> "is set by the patch \"%s\" too; set it once".formatted(other.getValue()));
  }
}
