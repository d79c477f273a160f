package dev.slipway.credentials;

import dev.slipway.document.ClasspathFile;
import dev.slipway.document.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Kubeconfigs of a cluster.
 *
 * @param cluster its name
 * @param server the URL of its API
 * @param authorityPem the certificate of its API's authority
 */
public record Kubeconfig(String cluster, String server, String authorityPem) {

  /**
   * Returns a kubeconfig without a secret: clients run {@code slipway credential STACK} for each
   * credential. It is the same text at each run.
   */
  public String withPlugin() {
    String script = ClasspathFile.text("/scripts/credential-plugin.sh");
    return withUser(
        Map.of(
            "exec",
            Map.of(
                "apiVersion",
                ExecCredential.API_VERSION,
                "command",
                "sh",
                "args",
                List.of("-c", script, "slipway", cluster),
                "interactiveMode",
                "Never",
                "installHint",
                "run ./slipway build, or set SLIPWAY_JAR to the path of slipway.jar",
                "provideClusterInfo",
                false)));
  }

  /**
   * Returns a kubeconfig without a secret, for people: kubelogin prints a URL at which they sign
   * in.
   *
   * @param issuer URL of the Zitadel instance
   * @param project id of the Zitadel project
   * @param client client id of the application for the command line
   */
  public String withSignIn(String issuer, String project, String client) {
    return withUser(
        Map.of(
            "exec",
            Map.of(
                "apiVersion",
                ExecCredential.API_VERSION,
                "command",
                "kubectl",
                "args",
                List.of(
                    "oidc-login",
                    "get-token",
                    // The jump host has no browser; the person opens the URL on another computer.
                    "--grant-type=device-code",
                    "--skip-open-browser",
                    "--oidc-issuer-url=" + issuer,
                    "--oidc-client-id=" + client,
                    "--oidc-extra-scope=email",
                    "--oidc-extra-scope=profile",
                    "--oidc-extra-scope=urn:zitadel:iam:org:project:id:%s:aud".formatted(project)),
                "interactiveMode",
                "Never",
                "installHint",
                "install kubelogin as the kubectl plugin oidc-login:"
                    + " https://github.com/int128/kubelogin",
                "provideClusterInfo",
                false)));
  }

  /** Returns a kubeconfig with a client certificate; secret. */
  public String withCertificate(ClientCertificate certificate) {
    return withUser(
        Map.of(
            "client-certificate-data", base64(certificate.certificatePem()),
            "client-key-data", base64(certificate.keyPem())));
  }

  /** Returns a kubeconfig with a token; secret. */
  public String withToken(String token) {
    return withUser(Map.of("token", token));
  }

  private String withUser(Map<String, ?> user) {
    Map<String, Object> access =
        Map.of("server", server, "certificate-authority-data", base64(authorityPem));
    return Json.write(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Config",
            "clusters",
            List.of(Map.of("name", cluster, "cluster", access)),
            "users",
            List.of(Map.of("name", cluster, "user", user)),
            "contexts",
            List.of(
                Map.of("name", cluster, "context", Map.of("cluster", cluster, "user", cluster))),
            "current-context",
            cluster));
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
