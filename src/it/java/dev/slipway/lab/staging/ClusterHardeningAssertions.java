package dev.slipway.lab.staging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.CommandResult;
import dev.slipway.lab.Lab;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.ServerPlan;
import dev.slipway.plan.model.TrustedIssuer;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.StackKind;

/** Assertions that a running cluster behaves as its machine configs specify. */
final class ClusterHardeningAssertions {
  /** Counts encrypted values and plain bootstrap tokens in a snapshot of etcd. */
  private static final String SNAPSHOT =
      """
      f=$(mktemp -u); trap 'rm -f $f' EXIT
      talosctl --talosconfig %s -n %s etcd snapshot $f >&2
      echo encrypted $(grep -a -c k8s:enc:secretbox:v1: $f) \
      plain $(grep -a -c bootstrap.kubernetes.io/token $f)
      """;

  private final String stack;
  private final ClusterPlan plan;

  ClusterHardeningAssertions(String stack) {
    this.stack = stack;
    this.plan = FleetFixture.cluster(stack);
  }

  void assertAll() {
    apiServerAcceptsOnlyTls13();
    apiServerRefusesAnonymousRequests();
    podSecurityIsRestrictedByDefault();
    tokensOfServiceAccountsEnd();
    kubeletsServeWithCertificatesOfTheCluster();
    secretsAreEncryptedAtRest();
    readerOfTheTalosApiReadsNoFile();
    ciliumIsTheOnlyPodNetwork();
  }

  private void apiServerAcceptsOnlyTls13() {
    String curl = "curl -sS -k -m 20 " + plan.endpoint().externalUrl() + "/readyz";
    Lab.shell(curl + " --tlsv1.3").orFail(curl);
    CommandResult refused = Lab.shell(curl + " --tls-max 1.2");
    assertNotEquals(0, refused.exitCode(), refused.output());
    assertTrue(refused.output().contains("protocol version"), refused.output());
  }

  /** An Ops Cluster publishes keys; before Talos 1.14, RBAC decides there: docs/adr/0030. */
  private void apiServerRefusesAnonymousRequests() {
    boolean publishes = plan.kind() == StackKind.OPS_CLUSTER;
    assertAnswers(
        publishes ? "403" : "401", "/api", "/metrics", "/api/v1/secrets", "/openid/v1/other");
    assertAnswers(
        publishes ? "200" : "401",
        "/version",
        "/readyz",
        TrustedIssuer.DISCOVERY_PATH,
        TrustedIssuer.KEYS_PATH);
  }

  private void assertAnswers(String expected, String... paths) {
    for (String path : paths) {
      String answer =
          Lab.shell(Lab.httpStatusLine(plan.endpoint().externalUrl() + path)).orFail(path);
      assertEquals(expected, answer, path);
    }
  }

  private void podSecurityIsRestrictedByDefault() {
    String run = "run privileged --image=example.net/nothing --dry-run=server -n ";
    CommandResult refused = Lab.kubectl(stack, run + "default");
    assertNotEquals(0, refused.exitCode(), refused.output());
    assertTrue(refused.output().contains("violates PodSecurity \"restricted:"), refused.output());
    Lab.kubectl(stack, run + "kube-system").orFail("a pod of kube-system");
  }

  /** Ten years are requested; the API server answers with a warning and a day. */
  private void tokensOfServiceAccountsEnd() {
    String create = "create token default -n default --duration=87600h -o jsonpath={.status}";
    String answer = Lab.kubectl(stack, create).orFail(create);
    assertTrue(answer.contains("shortened to 86400 seconds"), "no warning of a shorter life");
  }

  private void kubeletsServeWithCertificatesOfTheCluster() {
    String requests =
        Lab.kubectl(
                stack,
                "get csr --field-selector spec.signerName=kubernetes.io/kubelet-serving"
                    + " --no-headers")
            .orFail("get csr");
    for (ServerPlan node : plan.nodes()) {
      assertTrue(requests.lines().anyMatch(line -> isIssued(line, node)), requests);
      // The API server connects to the kubelet and verifies its certificate.
      Lab.kubectl(stack, "get --raw /api/v1/nodes/" + node.name() + "/proxy/healthz")
          .orFail("the kubelet of " + node.name());
    }
  }

  private static boolean isIssued(String request, ServerPlan node) {
    return request.contains("system:node:" + node.name() + " ")
        && request.endsWith("Approved,Issued");
  }

  private void secretsAreEncryptedAtRest() {
    String counts =
        Lab.shell(SNAPSHOT.formatted(Lab.talosconfig(stack), plan.controlPlane().get(0).address()))
            .orFail("etcd snapshot");
    assertTrue(counts.matches("(?s).*encrypted [1-9]\\d* plain 0\\s*"), counts);
  }

  /** The talosconfig without an option is a reader's. */
  private void readerOfTheTalosApiReadsNoFile() {
    String reader =
        Lab.shell("java -jar target/slipway.jar talosconfig " + stack).orFail("talosconfig");
    String line =
        "talosctl --talosconfig %s --nodes %s "
            .formatted(
                Lab.secretFile(stack + ".reader", reader), plan.controlPlane().get(0).address());
    Lab.shell(line + "etcd members").orFail("etcd members as reader");
    CommandResult file = Lab.shell(line + "read /etc/os-release");
    assertTrue(file.exitCode() != 0 && file.output().contains("PermissionDenied"), file.output());
  }

  private void ciliumIsTheOnlyPodNetwork() {
    String sets =
        Lab.kubectl(stack, "-n kube-system get daemonset -o name").orFail("get daemonset");
    assertEquals("daemonset.apps/cilium", sets.strip());
    String pods =
        Lab.kubectl(stack, "-n kube-system get pod -l k8s-app=cilium --no-headers -o name")
            .orFail("get pod");
    assertEquals(plan.nodes().size(), pods.lines().count(), pods);
  }
}
