package dev.slipway.credentials;

import dev.slipway.document.ClasspathFile;
import dev.slipway.document.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  /** The browser in which people sign in. */
  public enum SignIn {
    /** The URL that kubelogin prints, on any computer: a jump host has no browser. */
    OTHER_COMPUTER,
    /** The browser of the computer on which kubectl runs. */
    THIS_COMPUTER
  }

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
   * Returns a kubeconfig without a secret, for people: kubelogin gets a token from Zitadel.
   *
   * @param signIn where they sign in
   * @param issuer URL of the Zitadel instance
   * @param project id of the Zitadel project
   * @param client client id of the application for the command line
   */
  public String withSignIn(SignIn signIn, String issuer, String project, String client) {
    List<String> arguments = new ArrayList<>(List.of("oidc-login", "get-token"));
    arguments.addAll(
        switch (signIn) {
          case OTHER_COMPUTER -> List.of("--grant-type=device-code", "--skip-open-browser");
          case THIS_COMPUTER -> List.of("--grant-type=authcode");
        });
    arguments.addAll(
        List.of(
            "--oidc-issuer-url=" + issuer,
            "--oidc-client-id=" + client,
            "--oidc-extra-scope=email",
            "--oidc-extra-scope=profile",
            "--oidc-extra-scope=urn:zitadel:iam:org:project:id:%s:aud".formatted(project)));
    return withUser(
        Map.of(
            "exec",
            Map.of(
                "apiVersion",
                ExecCredential.API_VERSION,
                "command",
                "kubectl",
                "args",
                arguments,
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
