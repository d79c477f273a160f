package dev.slipway.plan.cluster;

import dev.slipway.document.ClasspathFile;
import dev.slipway.document.Json;
import dev.slipway.document.Yaml;

/**
 * An approver of the certificate signing requests of kubelets. The manifest contains its rights and
 * its source. Kubernetes itself does not approve serving certificates.
 */
final class KubeletCsrApprover {
  private static final String NAME = "kubelet-serving-cert-approver";

  private KubeletCsrApprover() {}

  /**
   * Returns the manifest in canonical form, because it becomes user data: a change of a comment or
   * of the format must not replace a server.
   */
  static InlineManifest manifest() {
    String stream = ClasspathFile.text("/manifests/" + NAME + ".yaml");
    return new InlineManifest(NAME, Json.stream(Yaml.documents(stream)));
  }
}
