package dev.slipway.lab.staging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.lab.Lab;
import dev.slipway.testing.FleetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.stream.Collectors;

/** A request with the emergency certificate, by which alerts can find its use. */
final class EmergencyUse {
  private static final String CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";

  private final String stack;

  EmergencyUse(String stack) {
    this.stack = stack;
  }

  /** Asserts that one API server has recorded the user's name and the certificate's digest. */
  void assertIsInTheAuditLog() throws IOException, GeneralSecurityException {
    String object = "emergency-" + System.nanoTime();
    Lab.kubectl(stack, "get configmap --ignore-not-found " + object).orFail("request");
    JsonNode user = new ObjectMapper().readTree(events(object)).path("user");
    assertEquals("slipway-emergency", user.path("username").asText());
    String kubeconfig = Files.readString(Lab.kubeconfig(stack));
    assertEquals(
        ClientCertificate.ofConfig(kubeconfig).credentialId(),
        user.path("extra").path(CREDENTIAL_ID).path(0).asText());
  }

  /** Returns the events of all control-plane nodes that name the object. */
  private String events(String object) {
    String read = "talosctl --talosconfig %s -n %s read /var/log/audit/kube/kube-apiserver.log";
    return FleetFixture.cluster(stack).controlPlane().stream()
        .map(node -> read.formatted(Lab.talosconfig(stack), node.address()))
        .map(line -> Lab.shell(line + " | grep '" + object + "' || true").orFail(line))
        .collect(Collectors.joining());
  }
}
