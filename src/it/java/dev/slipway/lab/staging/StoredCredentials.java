package dev.slipway.lab.staging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.lab.Lab;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Secrets of a cluster, which is what a copy of etcd and its key reveal. */
final class StoredCredentials {
  /** A signed token, a private key, the fields of a kubeconfig and of Argo CD's cluster secret. */
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "eyJ[\\w-]{10,}\\.eyJ|PRIVATE KEY|\"(?:bearerToken|password|keyData|client-key-data)\"");

  private final String stack;

  StoredCredentials(String stack) {
    this.stack = stack;
  }

  /**
   * Asserts that no Secret contains a credential of Argo CD or of a service account. The bootstrap
   * tokens of Talos let a kubelet request a certificate and nothing else.
   */
  void assertNone() throws JsonProcessingException {
    List<String> found = new ArrayList<>();
    JsonNode secrets =
        new ObjectMapper()
            .readTree(Lab.kubectl(stack, "get secrets -A -o json").orFail("secrets"))
            .get("items");
    assertNotEquals(0, secrets.size());
    for (JsonNode secret : secrets) {
      String name =
          secret.at("/metadata/namespace").asText() + "/" + secret.at("/metadata/name").asText();
      if (secret.get("type").asText().equals("kubernetes.io/service-account-token")) {
        found.add(name + ": a token without an end");
      }
      secret
          .path("data")
          .fields()
          .forEachRemaining(
              field -> {
                if (CREDENTIAL.matcher(decoded(field.getValue())).find()) {
                  found.add(name + " " + field.getKey());
                }
              });
    }
    assertEquals(List.of(), found, stack);
  }

  private static String decoded(JsonNode value) {
    return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.ISO_8859_1);
  }
}
