package dev.slipway.plan.cluster;

import java.util.List;

/**
 * A manifest that control-plane nodes apply as soon as the API server answers.
 *
 * @param text a YAML stream
 */
public record InlineManifest(String name, String text) {

  /** Returns the manifests of every cluster. */
  public static List<InlineManifest> all(String cilium) {
    return List.of(new InlineManifest("cilium", cilium), KubeletCsrApprover.manifest());
  }
}
