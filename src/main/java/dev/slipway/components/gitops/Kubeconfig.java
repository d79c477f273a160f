package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import dev.slipway.components.identity.ServiceAccountCredential;
import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The kubeconfig of a service account. */
public final class Kubeconfig {
  private Kubeconfig() {}

  /** Returns a kubeconfig for use from outside the cluster; secret. */
  public static Output<String> of(
      ClusterPlan plan, ServiceAccountCredential.Credential credential) {
    return Output.tuple(credential.token(), credential.certificateAuthority())
        .applyValue(both -> Json.write(document(plan, both.t1, both.t2)));
  }

  private static Map<String, Object> document(
      ClusterPlan plan, String token, String caCertificate) {
    String name = plan.name().text();
    byte[] pem = caCertificate.getBytes(StandardCharsets.UTF_8);
    Map<String, Object> cluster =
        Map.of(
            "server", plan.endpoint().externalUrl(),
            "certificate-authority-data", Base64.getEncoder().encodeToString(pem));
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Config",
        "clusters",
        List.of(Map.of("name", name, "cluster", cluster)),
        "users",
        List.of(Map.of("name", name, "user", Map.of("token", token))),
        "contexts",
        List.of(Map.of("name", name, "context", Map.of("cluster", name, "user", name))),
        "current-context",
        name);
  }
}
