package dev.slipway.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Argo CD of an Ops Cluster, used through its API. */
public final class ArgoCd {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 60;
  private static final String SUCCESSFUL = "Successful";

  private ArgoCd() {}

  /** Waits until Argo CD is connected to a cluster. */
  public static void awaitConnection(String ops, String cluster) {
    String controller =
        "-n argocd get pod argocd-application-controller-0 -o jsonpath={.spec.nodeName}";
    String server = Lab.kubectl(ops, controller).orFail("pod").strip();
    String request =
        "curl -sS -H @- http://127.0.0.1:8080/api/v1/clusters <<<'Authorization: Bearer %s'; sleep 2"
            .formatted(TestUser.ADMINISTRATOR.tokenWithGroups());
    String status = "";
    for (int i = 0; i < ATTEMPTS && !status.equals(SUCCESSFUL); i++) {
      status = status(cluster, Lab.inServer(server, request).orFail("clusters"));
    }
    if (!status.equals(SUCCESSFUL)) {
      throw new AssertionError("Argo CD's connection to %s: %s".formatted(cluster, status));
    }
  }

  private static String status(String cluster, String output) {
    try {
      for (JsonNode item : JSON.readTree(output).path("items")) {
        if (item.path("name").asText().equals(cluster)) {
          return item.at("/connectionState/status").asText();
        }
      }
      return "not listed: " + output;
    } catch (JsonProcessingException noJson) {
      return output;
    }
  }
}
