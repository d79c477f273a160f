package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.Secret;
import com.pulumi.kubernetes.core.v1.SecretArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.cluster.AuditCertificate;
import dev.slipway.plan.gitops.AuditStore;

/** The Secret with a certificate for connections to the log store. */
final class CertificateSecret {
  private CertificateSecret() {}

  /** Creates the Secret. */
  static void create(
      String resource,
      Output<String> namespace,
      AuditCertificate certificate,
      CustomResourceOptions.Builder options) {
    new Secret(
        resource,
        SecretArgs.builder()
            .metadata(
                ObjectMetaArgs.builder().name(AuditStore.CERTIFICATE).namespace(namespace).build())
            .stringData(certificate.files().asSecret())
            .build(),
        options.additionalSecretOutputs("data", "stringData").build());
  }
}
