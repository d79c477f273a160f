package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.core.Output;
import com.pulumi.core.internal.Internal;
import com.pulumi.exceptions.RunException;
import com.pulumi.test.Mocks;
import com.pulumi.test.TestResult;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.credentials.TokenAccess;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The access to the Ops Cluster that a Management Cluster's program takes from the Ops stack. */
class OpsStackReferenceTest {
  private static final ClusterPlan OSL2 = FleetFixture.cluster("staging-osl2");
  private static final String KUBECONFIG =
      MockDeployment.registrarKubeconfig(FleetFixture.cluster("staging"));
  private static final String AUTHORITY = TokenAccess.read(KUBECONFIG).fingerprint().hex();
  private static final String REFUSED =
      "nothing is changed: output registrarKubeconfig of stack staging ";

  @Test
  void registersNothingElseIfOpsStackHasNoOutput() {
    assertRefused(
        new MockDeployment().withOpsOutputs(Map.of("other", "")),
        "stack staging has no output registrarKubeconfig, which the registration of a cluster"
            + " requires; create its Ops Cluster first: pulumi up --stack staging");
  }

  /** Kubernetes' clients run the command of {@code exec} and read the files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "token":"token"            | "exec":{"command":"sh"}                | has users[0].user.exec, which is not allowed
          "token":"token"            | "token":"a","exec":{"command":"sh"}    | has users[0].user.exec, which is not allowed
          "token":"token"            | "tokenFile":"/etc/hostname"            | has users[0].user.tokenFile, which is not allowed
          "token":"token"            | "token":"a\\nb"                        | users[0].user.token is not a valid bearer token
          "token":"token"            | "token":["a"]                          | users[0].user.token is missing
          "token":"token"            | "token":"a","auth-provider":{}         | has users[0].user.auth-provider, which is not allowed
          "server":                  | "proxy-url":"http://192.0.2.1","server": | has clusters[0].cluster.proxy-url, which is not allowed
          "server":                  | "insecure-skip-tls-verify":true,"server": | has clusters[0].cluster.insecure-skip-tls-verify, which is not allowed
          certificate-authority-data | certificate-authority                  | has clusters[0].cluster.certificate-authority, which is not allowed
          data":"LS0t                | data":"AAAA                            | clusters[0].cluster.certificate-authority-data is not one certificate
          "users":[                  | "users":[{"name":"b"},                 | users has not exactly one entry
          "kind":                    | "preferences":{},"kind":               | has preferences, which is not allowed
          {"apiVersion"              | apiVersion                             | is not JSON
          """)
  void refusesKubeconfigWithAnythingButServerAuthorityAndToken(
      String from, String to, String problem) {
    assertTrue(KUBECONFIG.contains(from), KUBECONFIG);
    assertRefused(
        ops(KUBECONFIG.replace(from, to)), REFUSED + "is not a kubeconfig of Slipway: " + problem);
  }

  @Test
  void refusesAnotherServerThanThePlanned() {
    String production = FleetFixture.cluster("production").endpoint().externalUrl();
    assertRefused(
        ops(MockDeployment.registrarKubeconfig(FleetFixture.cluster("production"))),
        REFUSED
            + "is for the server %s, and the plan of staging has https://198.51.100.32:6443; run pulumi up --stack staging with the same stack files first"
                .formatted(production));
  }

  @Test
  void refusesAnotherAuthorityThanAtTheLastUpdate() {
    String other = "0".repeat(64);
    assertRefused(
        new MockDeployment(Map.of("apiServer", "", "opsCertificateAuthority", other)),
        REFUSED
            + "has a certificate authority with the fingerprint %1$s, expected %2$s; only if the Ops Cluster was created again: pulumi config set slipway:opsCertificateAuthority %1$s --stack staging-osl2"
                .formatted(AUTHORITY, other));
  }

  @Test
  void exportsTheAuthorityThatTheNextUpdateExpects() {
    TestResult first = new MockDeployment().run(FleetFixture.fleet(), OSL2).throwOnError();
    Output<?> output = Objects.requireNonNull(first.outputs().get("opsCertificateAuthority"));
    assertEquals(Optional.of(AUTHORITY), Internal.of(output).getValueOptional().join());
    new MockDeployment(Map.of("opsCertificateAuthority", AUTHORITY))
        .run(FleetFixture.fleet(), OSL2)
        .throwOnError();
  }

  @Test
  void providerGetsThePlannedServer() {
    MockDeployment deployment = new MockDeployment();
    deployment.run(FleetFixture.fleet(), OSL2).throwOnError();
    List<Object> kubeconfigs =
        deployment.registered().stream()
            .filter(one -> one.name.equals("staging-osl2-management-ops-kubernetes"))
            .map(one -> one.inputs.get("kubeconfig"))
            .toList();
    assertEquals(List.of(KUBECONFIG), kubeconfigs);
  }

  private static MockDeployment ops(String kubeconfig) {
    return new MockDeployment().withOpsOutputs(Map.of("registrarKubeconfig", kubeconfig));
  }

  private static void assertRefused(MockDeployment deployment, String message) {
    TestResult result = deployment.run(FleetFixture.fleet(), OSL2);
    assertEquals(
        List.of("pulumi:pulumi:StackReference"),
        deployment.registered().stream().map((Mocks.ResourceArgs one) -> one.type).toList());
    assertEquals(
        List.of(message),
        result.exceptions().stream()
            .filter(RunException.class::isInstance)
            .map(Throwable::getMessage)
            .toList());
  }
}
