package dev.slipway.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The ArgoCD that runs in an Ops Cluster, asked by its API. */
final class ArgoCd {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 60;

  private ArgoCd() {}

  /**
   * How ArgoCD gets on with a cluster: {@code Successful} as soon as it has, or what it said last.
   */
  static String connectionOf(String ops, String cluster) {
    String controller =
        "kubectl --kubeconfig "
            + Lab.state(ops + ".kubeconfig")
            + " -n argocd get pod argocd-application-controller-0 -o jsonpath={.spec.nodeName}";
    String server = Lab.shell(controller).orFail("pod").strip();
    String ask =
        "curl -sS -H @- http://127.0.0.1:8080/api/v1/clusters <<<'Authorization: Bearer "
            + TestUser.ADMINISTRATOR.token()
            + "'; sleep 2";
    String status = "";
    for (int i = 0; i < TRIES && !status.equals("Successful"); i++) {
      status = statusOf(cluster, Lab.inServer(server, ask).orFail("clusters"));
    }
    return status;
  }

  private static String statusOf(String cluster, String said) {
    try {
      for (JsonNode item : JSON.readTree(said).path("items")) {
        if (item.path("name").asText().equals(cluster)) {
          return item.at("/connectionState/status").asText();
        }
      }
      return "not listed: " + said;
    } catch (JsonProcessingException noJson) {
      return said;
    }
  }
}
