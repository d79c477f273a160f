package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.exceptions.RunException;
import com.pulumi.test.Mocks;
import com.pulumi.test.TestResult;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The Management Clusters that the program of an Ops Cluster registers at Argo CD. */
class ManagementStacksTest {
  private static final ClusterPlan STAGING = FleetFixture.cluster("staging");

  @Test
  void registersEveryClusterOfTheEnvironmentThatPermitsIt() {
    MockDeployment deployment = new MockDeployment();
    run(deployment).throwOnError();
    assertEquals(Set.of("cluster-staging-osl2", "cluster-staging-sto2"), secrets(deployment));
  }

  /** The certificate is the stack's, and the address is the plan's; there is no credential. */
  @Test
  void registrationHasNoCredential() {
    MockDeployment deployment = new MockDeployment();
    run(deployment).throwOnError();
    Map<?, ?> data =
        deployment.registered().stream()
            .filter(one -> one.name.equals("staging-ops-argocd-cluster-staging-osl2-secret"))
            .map(one -> (Map<?, ?>) one.inputs.get("stringData"))
            .findFirst()
            .orElseThrow();
    assertEquals(Set.of("name", "server", "config"), data.keySet());
    assertEquals("https://198.51.100.34:6443", data.get("server"));
    String config = String.valueOf(data.get("config"));
    assertTrue(config.contains("execProviderConfig"), config);
    assertFalse(config.contains("bearerToken"), config);
  }

  @Test
  void doesNotRegisterClusterWithoutAStack() {
    MockDeployment deployment = new MockDeployment().withoutStack("staging-osl2");
    run(deployment).throwOnError();
    assertEquals(Set.of("cluster-staging-sto2"), secrets(deployment));
  }

  /** The outputs of a stack whose first update did not complete, and of a destroyed one. */
  @Test
  void doesNotRegisterClusterWithoutOutputs() {
    MockDeployment deployment = new MockDeployment().withOutputsOf("staging-osl2", Map.of());
    run(deployment).throwOnError();
    assertEquals(Set.of("cluster-staging-sto2"), secrets(deployment));
  }

  @Test
  void refusesInvalidCertificate() {
    assertRefused(
        new MockDeployment()
            .withOutputsOf("staging-osl2", Map.of("argocdCertificateAuthority", "{}")),
        "nothing is changed: output argocdCertificateAuthority of stack staging-osl2 is not one"
            + " certificate");
  }

  /** Its registration was created with the account that this update would delete. */
  @Test
  void refusesToDeleteTheRegistrarBeforeAStackHasDeletedItsRegistration() {
    Map<String, Object> former = Map.of("apiServer", "https://198.51.100.34:6443");
    assertRefused(
        new MockDeployment(Set.of("apiServer", "registrarKubeconfig", "argocdVersion"))
            .withOutputsOf("staging-osl2", former),
        "nothing is changed: the state of stack staging-osl2 has its registration at Argo CD, which"
            + " this update creates and only that stack can delete; run pulumi up --stack"
            + " staging-osl2 first");
  }

  /** A failure is not the absence of a stack: the registration would be deleted. */
  @Test
  void anotherFailureStopsTheProgram() {
    MockDeployment deployment = new MockDeployment().withUnreadableStack("staging-osl2");
    assertTrue(run(deployment).exitCode() != 0);
    assertEquals(List.of(), deployment.registered());
  }

  private static TestResult run(MockDeployment deployment) {
    return deployment.run(FleetFixture.fleet(), STAGING);
  }

  private static void assertRefused(MockDeployment deployment, String message) {
    TestResult result = run(deployment);
    assertEquals(
        List.of(message),
        result.exceptions().stream()
            .filter(RunException.class::isInstance)
            .map(Throwable::getMessage)
            .toList());
    assertEquals(List.of(), deployment.registered());
  }

  private static Set<String> secrets(MockDeployment deployment) {
    return deployment.registered().stream()
        .filter((Mocks.ResourceArgs one) -> one.type.equals("kubernetes:core/v1:Secret"))
        .map(one -> name(one.inputs.get("metadata")))
        .filter(name -> name.startsWith("cluster-"))
        .collect(Collectors.toSet());
  }

  private static String name(@Nullable Object metadata) {
    return metadata instanceof Map<?, ?> fields ? String.valueOf(fields.get("name")) : "";
  }
}
