package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Argo CD of an Ops Cluster. */
public final class ArgoCd {
  private static final int ATTEMPTS = 60;
  private static final String SYNCED = "Synced,Succeeded";

  private ArgoCd() {}

  /**
   * Waits until Argo CD is connected to a cluster, by the metric {@code
   * argocd_cluster_connection_status} of its controller: 1 is connected.
   */
  public static void awaitConnection(String ops, String cluster) {
    String controller =
        "-n argocd get pod argocd-application-controller-0 -o jsonpath={.spec.nodeName}";
    String server = Lab.kubectl(ops, controller).orFail("pod").strip();
    String secret = "-n argocd get secret cluster-%s -o jsonpath={.data.server}".formatted(cluster);
    String address =
        new String(
            Base64.getDecoder().decode(Lab.kubectl(ops, secret).orFail("registration").strip()),
            StandardCharsets.UTF_8);
    String request =
        "curl -sS http://127.0.0.1:8082/metrics | grep argocd_cluster_connection_status; sleep 2";
    String output = "";
    for (int i = 0; i < ATTEMPTS && !isConnected(output, address); i++) {
      output = Lab.inServer(server, request).output();
    }
    if (!isConnected(output, address)) {
      throw new AssertionError("Argo CD's connection to %s: %s".formatted(cluster, output));
    }
  }

  /** Waits until an Application has in its cluster what Git has, without a failed operation. */
  public static void awaitSynced(String ops, String application) {
    String status =
        "-n argocd get application %s -o jsonpath={.status.sync.status},{.status.operationState.phase}"
            .formatted(application);
    String output = "";
    for (int i = 0; i < ATTEMPTS && !output.equals(SYNCED); i++) {
      output =
          Lab.shell("sleep 2; kubectl --kubeconfig %s %s".formatted(Lab.kubeconfig(ops), status))
              .orFail("application")
              .strip();
    }
    if (!output.equals(SYNCED)) {
      String all = "-n argocd get application %s -o jsonpath={.status}".formatted(application);
      throw new AssertionError(Lab.kubectl(ops, all).output());
    }
  }

  /**
   * Asserts that the release has no API server, and that its default AppProject permits nothing.
   */
  public static void assertNoApiServer(String ops) {
    String objects =
        Lab.kubectl(ops, "-n argocd get deployments,services,serviceaccounts,secrets -o name")
            .orFail("get objects");
    assertTrue(objects.contains("deployment.apps/argocd-repo-server"), objects);
    assertFalse(objects.contains("argocd-server"), objects);
    assertFalse(objects.contains("dex"), objects);
    assertFalse(objects.contains("initial-admin"), objects);
    String project =
        Lab.kubectl(ops, "-n argocd get appproject default -o jsonpath={.spec}").orFail("get");
    assertEquals(
        "{\"clusterResourceWhitelist\":[],\"destinations\":[],\"sourceRepos\":[]}", project);
  }

  private static boolean isConnected(String metrics, String address) {
    return metrics
        .lines()
        .anyMatch(line -> line.contains("\"%s\"".formatted(address)) && line.endsWith(" 1"));
  }
}
