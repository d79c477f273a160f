package dev.slipway.plan.cluster;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Patches for the machine config that {@code talosctl gen config} writes: documents for a strategic
 * merge, in order. {@link NodeSettings} and {@link ApiServerSettings} have the values; the document
 * of a value depends on the version of Talos.
 */
public final class MachineConfigPatches {
  private MachineConfigPatches() {}

  /** Returns the patches of one node, with those of a program. */
  public static List<Map<String, Object>> patches(ClusterPlan cluster, ServerPlan node) {
    List<Map<String, Object>> documents = new ArrayList<>();
    if (cluster.talos().hasKubernetesDocuments()) {
      documents.addAll(MultiDocConfig.documents(cluster, node));
    } else {
      documents.add(V1Alpha1Config.document(cluster, node));
    }
    if (cluster.talos().hasHostnameDocument()) {
      documents.add(document("HostnameConfig", Map.of("hostname", node.name(), "auto", "off")));
    }
    documents.addAll(VolumeEncryption.documents(cluster.diskEncryption()));
    documents.addAll(IngressFirewall.documents(cluster, node.role()));
    return PatchDocument.added(documents, cluster.patches(node));
  }

  /** Returns the patches with inline manifests; none for a worker. */
  public static List<Map<String, Object>> manifests(
      ClusterPlan cluster, ServerPlan node, List<InlineManifest> manifests) {
    if (node.role() != ServerRole.CONTROL_PLANE) {
      return List.of();
    }
    if (!cluster.talos().hasKubernetesDocuments()) {
      List<Map<String, String>> inline =
          manifests.stream()
              .map(manifest -> Map.of("name", manifest.name(), "contents", manifest.text()))
              .toList();
      return List.of(Map.of("cluster", Map.of("inlineManifests", inline)));
    }
    return manifests.stream()
        .map(
            one ->
                document(
                    "KubeInlineManifestConfig", Map.of("name", one.name(), "manifest", one.text())))
        .toList();
  }

  /** Returns a document with a kind. */
  static Map<String, Object> document(String kind, Map<String, ?> fields) {
    Map<String, Object> document = new TreeMap<>(fields);
    document.put("apiVersion", "v1alpha1");
    document.put("kind", kind);
    return document;
  }
}
