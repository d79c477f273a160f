package dev.slipway.plan.cluster;

import dev.slipway.document.ClasspathFile;

/**
 * An approver of the kubelets' certificate signing requests; the manifest says which rights it has
 * and where it comes from. Kubernetes itself approves no serving certificate.
 */
final class KubeletCsrApprover {
  private static final String NAME = "kubelet-serving-cert-approver";

  private KubeletCsrApprover() {}

  /** Returns the manifest as it is in the jar. */
  static InlineManifest manifest() {
    return new InlineManifest(NAME, ClasspathFile.text("/manifests/" + NAME + ".yaml"));
  }
}
