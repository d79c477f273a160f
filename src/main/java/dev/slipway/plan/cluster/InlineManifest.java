package dev.slipway.plan.cluster;

import java.util.List;

/**
 * Objects that a control plane puts into the cluster as soon as the API server answers.
 *
 * @param text a YAML stream
 */
public record InlineManifest(String name, String text) {

  /** Those of every cluster. */
  public static List<InlineManifest> all(String cilium) {
    return List.of(new InlineManifest("cilium", cilium), KubeletCsrApprover.manifest());
  }
}
