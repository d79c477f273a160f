package dev.slipway.sbom;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The software of clusters and of the manifests that they apply, as one CycloneDX document. The
 * same stack files give the same document: it has neither a time nor a serial number. Source:
 * cyclonedx.org/docs/1.6/json.
 */
public final class BillOfMaterials {
  private static final String INCOMPLETE = "incomplete";

  private final Map<String, Component> components = new TreeMap<>();
  private final Map<String, TreeSet<String>> parts = new TreeMap<>();
  private final List<PinnedText> unread = new ArrayList<>();

  /**
   * A manifest that clusters apply.
   *
   * @param software its name with the version
   * @param key key of its digest in the stack files
   */
  public record PinnedText(String software, String key, Sha256 sha256) {}

  /**
   * Reads the software of clusters.
   *
   * @param manifests texts of the manifests, of which those with a pinned digest are read
   */
  public static BillOfMaterials of(List<ClusterPlan> clusters, List<String> manifests) {
    BillOfMaterials bill = new BillOfMaterials();
    Map<Sha256, String> texts = new LinkedHashMap<>();
    manifests.forEach(text -> texts.put(digest(text), text));
    for (ClusterPlan plan : clusters) {
      Component cluster = ClusterSoftware.cluster(plan);
      bill.add(cluster);
      ClusterSoftware.of(plan).forEach(part -> bill.add(cluster, part));
      bill.images(
          ClusterSoftware.cilium(plan),
          new PinnedText(
              "Cilium " + plan.cilium().version(), "cilium.sha256", plan.cilium().sha256()),
          texts);
      plan.argocd()
          .ifPresent(
              argocd ->
                  bill.images(
                      ClusterSoftware.argocd(argocd.release().version().toString()),
                      new PinnedText(
                          "Argo CD " + argocd.release().version(),
                          "gitops.argocd.sha256",
                          argocd.release().sha256()),
                      texts));
    }
    return bill;
  }

  /** Returns the digest by which a stack file pins a manifest. */
  public static Sha256 digest(String manifest) {
    return Sha256.of(manifest.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the manifests whose container images the document does not list. */
  public List<PinnedText> unread() {
    return unread.stream().distinct().toList();
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
    return Map.of("aggregate", INCOMPLETE, "dependencies", leaves);
  }

  private void images(Component software, PinnedText pinned, Map<Sha256, String> texts) {
    Optional<String> text = Optional.ofNullable(texts.get(pinned.sha256()));
    if (text.isEmpty()) {
      unread.add(pinned);
    }
    text.map(ContainerImage::in)
        .orElse(List.of())
        .forEach(image -> add(software, image.component()));
  }

  private void add(Component whole, Component part) {
    add(part);
    parts.computeIfAbsent(whole.reference(), one -> new TreeSet<>()).add(part.reference());
  }

  private void add(Component one) {
    components.put(one.reference(), one);
  }
}
