package dev.slipway.lab.staging;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.lab.Lab;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lifetimes of the credentials that Slipway issues, printed for the record. */
final class CredentialLifetimes {
  /** One hour, and five minutes before the issue for servers whose clock is behind. */
  private static final Duration LONGEST = Duration.ofMinutes(65);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String ops;
  private final String managed;

  CredentialLifetimes(String ops, String managed) {
    this.ops = ops;
    this.managed = managed;
  }

  void assertShort() throws IOException, GeneralSecurityException {
    Map<String, Duration> lifetimes = new LinkedHashMap<>();
    lifetimes.put("slipway kubeconfig, for an emergency", ofConfig("kubeconfig"));
    lifetimes.put("slipway talosconfig", ofConfig("talosconfig"));
    lifetimes.put("slipway credential, for Pulumi", ofPulumi());
    lifetimes.putAll(ofArgoCd());
    lifetimes.forEach(
        (name, lifetime) -> System.out.printf("%s: %d s%n", name, lifetime.toSeconds()));
    lifetimes.forEach((name, lifetime) -> assertTrue(lifetime.compareTo(LONGEST) <= 0, name));
  }

  private Duration ofConfig(String command) throws GeneralSecurityException {
    return ClientCertificate.ofConfig(slipway(command)).lifetime();
  }

  private Duration ofPulumi() throws IOException, GeneralSecurityException {
    JsonNode status = JSON.readTree(slipway("credential")).path("status");
    return ClientCertificate.ofPem(status.path("clientCertificateData").asText()).lifetime();
  }

  private String slipway(String command) {
    return Lab.shell("./slipway %s %s".formatted(command, managed)).orFail(command);
  }

  /** The tokens that the kubelet writes into the pod of Argo CD's application controller. */
  private Map<String, Duration> ofArgoCd() throws IOException {
    String pod =
        Lab.kubectl(ops, "-n argocd get pod argocd-application-controller-0 -o json").orFail("pod");
    Map<String, Duration> lifetimes = new LinkedHashMap<>();
    for (JsonNode volume : JSON.readTree(pod).at("/spec/volumes")) {
      for (JsonNode source : volume.at("/projected/sources")) {
        JsonNode token = source.path("serviceAccountToken");
        if (token.path("audience").asText().startsWith("slipway.dev/")) {
          lifetimes.put(
              "Argo CD's token for " + token.path("audience").asText(),
              Duration.ofSeconds(token.path("expirationSeconds").asLong()));
        }
      }
    }
    assertFalse(lifetimes.isEmpty(), pod);
    return lifetimes;
  }
}
