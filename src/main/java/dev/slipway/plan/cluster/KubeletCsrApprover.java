package dev.slipway.plan.cluster;

import dev.slipway.document.ClasspathFile;

/**
 * An approver of the certificate signing requests of kubelets. The manifest contains its rights and
 * its source. Kubernetes itself does not approve serving certificates.
 */
final class KubeletCsrApprover {
  private static final String NAME = "kubelet-serving-cert-approver";

  private KubeletCsrApprover() {}

  /** Returns the manifest as it is in the jar. */
  static InlineManifest manifest() {
    return new InlineManifest(NAME, ClasspathFile.text("/manifests/" + NAME + ".yaml"));
  }
}
