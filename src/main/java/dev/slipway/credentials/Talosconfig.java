package dev.slipway.credentials;

import dev.slipway.document.Json;
import java.util.List;
import java.util.Map;

/** Client configurations of {@code talosctl}. */
public final class Talosconfig {
  private Talosconfig() {}

  /**
   * Returns a talosconfig; secret.
   *
   * @param endpoint the address to which talosctl connects
   */
  public static String of(
      String cluster, String endpoint, String authorityPem, ClientCertificate certificate) {
    Map<String, Object> context =
        Map.of(
            "endpoints", List.of(endpoint),
            "ca", Kubeconfig.base64(authorityPem),
            "crt", Kubeconfig.base64(certificate.certificatePem()),
            "key", Kubeconfig.base64(certificate.keyPem()));
    return Json.write(Map.of("context", cluster, "contexts", Map.of(cluster, context)));
  }
}
