package dev.slipway.lab.staging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.Lab;
import dev.slipway.testing.FleetFixture;
import java.util.LinkedHashMap;
import java.util.Map;

/** Service account tokens of an Ops Cluster, sent to a Management Cluster; docs/adr/0030. */
final class ArgoCdToken {
  private static final String CONTROLLER = "argocd-application-controller";

  private final String ops;
  private final String managed;

  ArgoCdToken(String ops, String managed) {
    this.ops = ops;
    this.managed = managed;
  }

  /** Each of the refused tokens differs from the accepted one in one thing. */
  void assertOnlyThatOfTheControllerIsAccepted() {
    String own = " --audience slipway.dev/clusters/" + managed;
    String tenMinutes = " --duration 10m";
    assertEquals("200", answer("argocd " + CONTROLLER + own + tenMinutes), "the controller's");
    Map<String, String> refused = new LinkedHashMap<>();
    refused.put("of the Ops Cluster's own API", CONTROLLER + tenMinutes);
    refused.put(
        "of another cluster", CONTROLLER + " --audience slipway.dev/clusters/other" + tenMinutes);
    refused.put(
        "of two clusters",
        CONTROLLER + own + " --audience slipway.dev/clusters/other" + tenMinutes);
    refused.put("of two hours", CONTROLLER + own + " --duration 2h");
    refused.put("of another service account", "argocd-repo-server" + own + tenMinutes);
    refused.forEach((what, token) -> assertEquals("401", answer("argocd " + token), what));
    assertEquals("401", answer("default default" + own + tenMinutes), "of another namespace");
  }

  /** Returns the status that the API server answers with; no process has the token as argument. */
  private String answer(String namespaceAndToken) {
    String[] parts = namespaceAndToken.split(" ", 2);
    String url = FleetFixture.cluster(managed).endpoint().externalUrl() + "/api";
    return Lab.shell(
            "kubectl --kubeconfig %s -n %s create token %s | sed 's/^/Authorization: Bearer /' | %s"
                .formatted(
                    Lab.kubeconfig(ops), parts[0], parts[1], Lab.httpStatusLine("-H @- " + url)))
        .orFail("token " + namespaceAndToken)
        .strip();
  }
}
