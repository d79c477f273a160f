package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;

/** What the machine configs promise, asked of a running cluster. */
final class ClusterHardeningAssertions {
  private final String stack;
  private final ClusterPlan plan;

  ClusterHardeningAssertions(String stack) {
    this.stack = stack;
    this.plan = FleetFixture.cluster(stack);
  }

  void areKept() {
    onlyTlsOfTheLatestVersion();
    nobodyIsLetInWithoutAName();
    aPodOfANamespaceThatSaysNothingIsRestricted();
    kubeletsServeWithTheClustersCertificates();
    secretsAreEncryptedAtRest();
    ciliumIsTheOnlyPodNetwork();
  }

  private void onlyTlsOfTheLatestVersion() {
    String curl = "curl -sS -k -m 20 " + plan.endpoint().externalUrl() + "/readyz";
    assertEquals(0, Lab.shell(curl + " --tlsv1.3").code());
    Lab.CommandResult refused = Lab.shell(curl + " --tls-max 1.2");
    assertNotEquals(0, refused.code(), refused.text());
    assertTrue(refused.text().contains("protocol version"), refused.text());
  }

  private void nobodyIsLetInWithoutAName() {
    String status = "curl -sS -k -m 20 -o /dev/null -w '%{http_code}' ";
    for (String path : new String[] {"/version", "/readyz", "/api"}) {
      assertEquals("401", Lab.shell(status + plan.endpoint().externalUrl() + path).orFail(path));
    }
  }

  private void aPodOfANamespaceThatSaysNothingIsRestricted() {
    String run = "run nobody --image=example.net/nothing --dry-run=server -n ";
    Lab.CommandResult refused = kubectl(run + "default");
    assertNotEquals(0, refused.code(), refused.text());
    assertTrue(refused.text().contains("violates PodSecurity \"restricted:"), refused.text());
    kubectl(run + "kube-system").orFail("a pod of kube-system");
  }

  private void kubeletsServeWithTheClustersCertificates() {
    String requests =
        kubectl(
                "get csr --field-selector spec.signerName=kubernetes.io/kubelet-serving"
                    + " --no-headers")
            .orFail("get csr");
    plan.nodes()
        .forEach(
            node -> {
              assertTrue(
                  requests
                      .lines()
                      .anyMatch(
                          line ->
                              line.contains("system:node:" + node.name() + " ")
                                  && line.endsWith("Approved,Issued")),
                  requests);
              // The API server asks the kubelet, whose certificate it verifies.
              kubectl("get --raw /api/v1/nodes/" + node.name() + "/proxy/healthz")
                  .orFail("the kubelet of " + node.name());
            });
  }

  private void secretsAreEncryptedAtRest() {
    String first = plan.controlPlane().get(0).address().toString();
    String said =
        Lab.shell(
                "f=$(mktemp -u); trap 'rm -f $f' EXIT; talosctl --talosconfig "
                    + Lab.state(stack + ".talosconfig")
                    + " -n "
                    + first
                    + " etcd snapshot $f >&2; echo encrypted $(grep -a -c k8s:enc:secretbox:v1: $f)"
                    + " plain $(grep -a -c bootstrap.kubernetes.io/token $f)")
            .orFail("etcd snapshot");
    assertTrue(said.matches("(?s).*encrypted [1-9]\\d* plain 0\\s*"), said);
  }

  private void ciliumIsTheOnlyPodNetwork() {
    String sets = kubectl("-n kube-system get daemonset -o name").orFail("get daemonset");
    assertEquals("daemonset.apps/cilium", sets.strip());
    String pods =
        kubectl("-n kube-system get pod -l k8s-app=cilium --no-headers -o name").orFail("get pod");
    assertEquals(plan.nodes().size(), pods.lines().count(), pods);
  }

  private Lab.CommandResult kubectl(String arguments) {
    return Lab.shell("kubectl --kubeconfig " + Lab.state(stack + ".kubeconfig") + " " + arguments);
  }
}
