package dev.slipway.sbom;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The software of clusters and of the manifests that they apply, as one CycloneDX document. The
 * same stack files give the same document: it has neither a time nor a serial number. Source:
 * cyclonedx.org/docs/1.6/json.
 */
public final class BillOfMaterials {
  private final Map<String, Component> components = new TreeMap<>();
  private final Map<String, TreeSet<String>> parts = new TreeMap<>();
  private final List<SoftwareManifest> unread = new ArrayList<>();

  /**
   * Reads the software of clusters.
   *
   * @param texts of the manifests whose container images are listed, by their digests
   */
  public static BillOfMaterials of(List<ClusterPlan> clusters, Map<Sha256, String> texts) {
    BillOfMaterials bill = new BillOfMaterials();
    for (ClusterPlan plan : clusters) {
      Component cluster = ClusterSoftware.cluster(plan);
      bill.add(cluster);
      ClusterSoftware.of(plan).forEach(part -> bill.add(cluster, part));
    }
    manifests(clusters).forEach(manifest -> bill.images(manifest, texts));
    return bill;
  }

  /** Returns the manifests that clusters apply, each once. */
  public static List<SoftwareManifest> manifests(List<ClusterPlan> clusters) {
    return clusters.stream()
        .flatMap(plan -> ClusterSoftware.manifests(plan).stream())
        .distinct()
        .toList();
  }

  /** Returns the manifests whose container images the document does not list. */
  public List<SoftwareManifest> unread() {
    return List.copyOf(unread);
  }

  /** Returns the document, for JSON. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    document.put("bomFormat", "CycloneDX");
    document.put("specVersion", "1.6");
    document.put("version", 1);
    document.put("components", components.values().stream().map(Component::document).toList());
    document.put(
        "dependencies",
        components.keySet().stream()
            .map(one -> Map.of("ref", one, "dependsOn", parts.getOrDefault(one, new TreeSet<>())))
            .toList());
    document.put("compositions", List.of(composition()));
    return document;
  }

  /** Names the components whose own parts the document does not list. */
  private Map<String, Object> composition() {
    List<String> leaves =
        components.keySet().stream().filter(one -> !parts.containsKey(one)).toList();
    return Map.of("aggregate", "incomplete", "dependencies", leaves);
  }

  private void images(SoftwareManifest manifest, Map<Sha256, String> texts) {
    String text = texts.get(manifest.sha256());
    if (text == null) {
      unread.add(manifest);
    } else {
      ContainerImage.in(text).forEach(image -> add(manifest.software(), image.component()));
    }
  }

  private void add(Component whole, Component part) {
    add(part);
    parts.computeIfAbsent(whole.reference(), one -> new TreeSet<>()).add(part.reference());
  }

  private void add(Component one) {
    components.put(one.reference(), one);
  }
}
