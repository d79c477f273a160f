package dev.slipway.sbom;

import dev.slipway.plan.cluster.LoadBalancerCloudConfig;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.CiliumPlan;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.PoolPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.ServerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The software of one cluster, as its plan chooses it. */
final class ClusterSoftware {
  private static final String APPLICATION = "application";
  private static final String OPERATING_SYSTEM = "operating-system";

  /** Where the version of a package comes from, for which the plan has none. */
  private static final Map<String, String> FROM_ARCHIVE =
      Map.of("version", "not assessed: that of the image's package archive at the first boot");

  private ClusterSoftware() {}

  /** Returns the cluster itself, with the images of its pools. */
  static Component cluster(ClusterPlan plan) {
    Map<String, String> images = new TreeMap<>();
    for (ServerPlan server : plan.servers()) {
      images.put("image:" + server.pool().name(), server.pool().image().toString());
    }
    return Component.unversioned("platform", plan.name().text(), images);
  }

  static List<Component> of(ClusterPlan plan) {
    List<Component> software = new ArrayList<>();
    software.add(
        Component.released(
            APPLICATION, "Kubernetes", "kubernetes/kubernetes", plan.kubernetes().toString()));
    software.add(
        Component.released(
            OPERATING_SYSTEM, "Talos", "siderolabs/talos", plan.talos().version().toString()));
    manifests(plan).forEach(manifest -> software.add(manifest.software()));
    plan.servers().stream()
        .filter(server -> server.role() == ServerRole.LOAD_BALANCER)
        .map(ServerPlan::pool)
        .distinct()
        .forEach(pool -> software.addAll(loadBalancer(plan, pool)));
    return software;
  }

  /** Returns the manifests that the cluster applies, each by the digest of its stack file. */
  static List<SoftwareManifest> manifests(ClusterPlan plan) {
    CiliumPlan cilium = plan.cilium();
    List<SoftwareManifest> manifests = new ArrayList<>();
    manifests.add(
        new SoftwareManifest(
            Component.released(APPLICATION, "Cilium", "cilium/cilium", cilium.version().toString()),
            "cilium.sha256",
            cilium.sha256()));
    plan.argocd().ifPresent(argocd -> manifests.add(manifest(argocd)));
    return manifests;
  }

  private static SoftwareManifest manifest(ArgoCdPlan argocd) {
    String version = argocd.release().version().toString();
    return new SoftwareManifest(
        Component.released(APPLICATION, "Argo CD", "argoproj/argo-cd", version),
        "gitops.argocd.sha256",
        argocd.release().sha256());
  }

  private static List<Component> loadBalancer(ClusterPlan plan, PoolPlan pool) {
    List<Component> software = new ArrayList<>();
    software.add(
        Component.unversioned(
            OPERATING_SYSTEM,
            pool.image().toString(),
            Map.of("version", "not assessed: that of the image in Glance")));
    for (String name : LoadBalancerCloudConfig.packages(plan)) {
      software.add(Component.unversioned(APPLICATION, name, FROM_ARCHIVE));
    }
    return software;
  }
}
