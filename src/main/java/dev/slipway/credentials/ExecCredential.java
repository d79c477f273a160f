package dev.slipway.credentials;

import dev.slipway.document.Json;
import java.util.Map;

/** The answer of a credential plugin to a client of Kubernetes. */
public final class ExecCredential {
  static final String API_VERSION = "client.authentication.k8s.io/v1";

  private ExecCredential() {}

  /** Returns the answer; secret. The client runs the plugin again when the certificate expires. */
  public static String of(ClientCertificate certificate) {
    return Json.write(
        Map.of(
            "apiVersion",
            API_VERSION,
            "kind",
            "ExecCredential",
            "status",
            Map.of(
                "expirationTimestamp", certificate.expires().toString(),
                "clientCertificateData", certificate.certificatePem(),
                "clientKeyData", certificate.keyPem())));
  }
}
