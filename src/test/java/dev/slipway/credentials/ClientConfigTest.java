package dev.slipway.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.credentials.Kubeconfig.SignIn;
import dev.slipway.document.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Configurations of kubectl and talosctl, and the answer of the credential plugin. */
class ClientConfigTest {
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
  private static final SecretsBundle BUNDLE = BundleFixture.bundle();
  private static final ClientCertificate ADMIN =
      BUNDLE.kubernetesAdmin("a-user", NOW, Duration.ofHours(1));
  private static final Kubeconfig KUBECONFIG =
      new Kubeconfig("staging", "https://203.0.113.10:6443", BUNDLE.kubernetesAuthorityPem());

  @Test
  void pluginHasTheNameOfTheStackAndNoSecret() {
    JsonNode config = read(KUBECONFIG.withPlugin());
    JsonNode user = config.at("/users/0/user");
    assertEquals(1, user.size());
    assertEquals("sh", user.at("/exec/command").asText());
    assertEquals("staging", user.at("/exec/args/3").asText());
    assertEquals("Never", user.at("/exec/interactiveMode").asText());
    assertEquals("client.authentication.k8s.io/v1", user.at("/exec/apiVersion").asText());
    assertFalse(KUBECONFIG.withPlugin().contains("key-data"));
  }

  @Test
  void pluginDoesNotDependOnTheClock() {
    assertEquals(KUBECONFIG.withPlugin(), KUBECONFIG.withPlugin());
  }

  @Test
  void kubeconfigForPeopleStartsKubeloginAndHasNoSecret() {
    String text = forPeople(SignIn.OTHER_COMPUTER);
    JsonNode config = read(text);
    assertEquals("https://203.0.113.10:6443", config.at("/clusters/0/cluster/server").asText());
    JsonNode user = config.at("/users/0/user");
    assertEquals(1, user.size());
    assertEquals("kubectl", user.at("/exec/command").asText());
    List<String> arguments = arguments(text);
    assertEquals(List.of("oidc-login", "get-token"), arguments.subList(0, 2));
    assertTrue(
        arguments.containsAll(
            List.of(
                "--grant-type=device-code",
                "--oidc-issuer-url=https://login.example.net",
                "--oidc-client-id=301000000000000003",
                "--oidc-extra-scope=urn:zitadel:iam:org:project:id:301000000000000002:aud")),
        arguments.toString());
    assertFalse(text.contains("key-data") || text.contains("secret") || text.contains("token\":"));
  }

  /** The redirect goes to an address of the application in Zitadel: kubelogin's own default. */
  @Test
  void kubeconfigForABrowserDiffersInTheGrantOnly() {
    List<String> expected = new ArrayList<>(arguments(forPeople(SignIn.OTHER_COMPUTER)));
    assertTrue(expected.remove("--skip-open-browser"));
    expected.replaceAll(argument -> argument.replace("device-code", "authcode"));
    assertEquals(expected, arguments(forPeople(SignIn.THIS_COMPUTER)));
  }

  private static String forPeople(SignIn signIn) {
    return KUBECONFIG.withSignIn(
        signIn, "https://login.example.net", "301000000000000002", "301000000000000003");
  }

  private static List<String> arguments(String kubeconfig) {
    List<String> arguments = new ArrayList<>();
    read(kubeconfig)
        .at("/users/0/user/exec/args")
        .forEach(argument -> arguments.add(argument.asText()));
    return arguments;
  }

  @Test
  void kubeconfigHasTheClusterAndTheCertificate() {
    JsonNode config = read(KUBECONFIG.withCertificate(ADMIN));
    assertEquals("staging", config.at("/current-context").asText());
    assertEquals("https://203.0.113.10:6443", config.at("/clusters/0/cluster/server").asText());
    assertEquals(
        BUNDLE.kubernetesAuthorityPem(),
        decoded(config.at("/clusters/0/cluster/certificate-authority-data")));
    assertEquals(
        ADMIN.certificatePem(), decoded(config.at("/users/0/user/client-certificate-data")));
    assertEquals(ADMIN.keyPem(), decoded(config.at("/users/0/user/client-key-data")));
  }

  @Test
  void talosconfigHasTheEndpointAndTheCertificate() {
    ClientCertificate admin = BUNDLE.forTalos(TalosRole.ADMIN, NOW, Duration.ofHours(1));
    JsonNode config =
        read(Talosconfig.of("staging", "203.0.113.10", BUNDLE.talosAuthorityPem(), admin));
    JsonNode context = config.at("/contexts/staging");
    assertEquals("staging", config.at("/context").asText());
    assertEquals("203.0.113.10", context.at("/endpoints/0").asText());
    assertEquals(BUNDLE.talosAuthorityPem(), decoded(context.at("/ca")));
    assertEquals(admin.certificatePem(), decoded(context.at("/crt")));
    assertEquals(admin.keyPem(), decoded(context.at("/key")));
  }

  @Test
  void answerOfThePluginExpiresWithTheCertificate() {
    JsonNode answer = read(ExecCredential.of(ADMIN));
    assertEquals("ExecCredential", answer.at("/kind").asText());
    assertEquals("2027-03-01T13:00:00Z", answer.at("/status/expirationTimestamp").asText());
    assertEquals(ADMIN.keyPem(), answer.at("/status/clientKeyData").asText());
    assertTrue(answer.at("/status/clientCertificateData").asText().startsWith("-----BEGIN CERT"));
  }

  private static JsonNode read(String json) {
    return Json.read(json, JsonNode.class);
  }

  private static String decoded(JsonNode base64) {
    return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
  }
}
