package dev.slipway.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.core.Output;
import com.pulumi.core.internal.Internal;
import com.pulumi.exceptions.RunException;
import com.pulumi.test.Mocks;
import com.pulumi.test.TestResult;
import dev.slipway.components.testing.MockDeployment;
import dev.slipway.credentials.AuthorityCertificate;
import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.value.DnsLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The authority of the Ops Cluster that a Management Cluster's program takes from its stack. */
class OpsStackReferenceTest {
  private static final ClusterPlan OSL2 = FleetFixture.cluster("staging-osl2");
  private static final Map<String, Object> OUTPUTS =
      MockDeployment.outputsOf(FleetFixture.cluster("staging"));
  private static final String PEM = String.valueOf(OUTPUTS.get("certificateAuthorityPem"));
  private static final String AUTHORITY = AuthorityCertificate.read(PEM).fingerprint().hex();
  private static final String REFUSED = "nothing is changed: output ";

  @Test
  void createsNothingIfOpsStackHasNoOutput() {
    assertRefused(
        new MockDeployment().withOpsOutputs(Map.of("other", "")),
        "stack staging has no output apiServer, which a Management Cluster requires; create its Ops"
            + " Cluster first: pulumi up --stack staging");
  }

  /** An Ops stack that was last updated before its file had sinks. */
  @Test
  void refusesAnOpsStackWithoutTheSecretsOfTheSinks() {
    ClusterPlan sto2 = FleetFixture.allKeys().cluster(DnsLabel.parse("staging-sto2")).orElseThrow();
    ClusterPlan ops = FleetFixture.allKeys().opsClusterOf(sto2);
    Map<String, Object> outputs = new HashMap<>(MockDeployment.outputsOf(ops));
    outputs.remove("auditAuthority");
    TestResult result =
        new MockDeployment().withOpsOutputs(outputs).run(FleetFixture.allKeys(), sto2);
    assertTrue(
        String.valueOf(result.exceptions())
            .contains(
                "nothing is changed: stack staging has no secret output auditAuthority, which the"
                    + " audit shipper of staging-sto2 needs; update the Ops Cluster first: pulumi"
                    + " up --stack staging"),
        () -> String.valueOf(result.exceptions()));
  }

  @Test
  void refusesInvalidCertificate() {
    assertRefused(
        new MockDeployment()
            .withOpsOutputs(
                Map.of("apiServer", OUTPUTS.get("apiServer"), "certificateAuthorityPem", "{}")),
        REFUSED + "certificateAuthorityPem of stack staging is not one certificate");
  }

  @Test
  void refusesAnotherServerThanThePlanned() {
    ClusterPlan production = FleetFixture.cluster("production");
    assertRefused(
        new MockDeployment().withOpsOutputs(MockDeployment.outputsOf(production)),
        REFUSED
            + "apiServer of stack staging is %s, and the plan of staging has https://198.51.100.32:6443; run pulumi up --stack staging with the same stack files first"
                .formatted(production.endpoint().externalUrl()));
  }

  @Test
  void refusesAnotherAuthorityThanAtTheLastUpdate() {
    String other = "0".repeat(64);
    assertRefused(
        new MockDeployment(Map.of("apiServer", "", "opsCertificateAuthority", other)),
        REFUSED
            + "certificateAuthorityPem of stack staging has the fingerprint %1$s, expected %2$s; only if the Ops Cluster was created again: pulumi config set slipway:opsCertificateAuthority %1$s --stack staging-osl2"
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

  /** The API servers read the keys of the Ops Cluster with its authority alone. */
  @Test
  void controlPlanesTrustTheAuthority() {
    MockDeployment deployment = new MockDeployment();
    deployment.run(FleetFixture.fleet(), OSL2).throwOnError();
    List<String> environments =
        deployment.registered().stream()
            .filter(one -> one.name.matches("staging-osl2-control-plane-\\d-machine-config"))
            .map(one -> String.valueOf(one.inputs.get("environment")))
            .toList();
    assertEquals(3, environments.size());
    String embedded = Json.write(Json.write(PEM)); // JSON in a text of a JSON document
    String text = embedded.substring(3, embedded.length() - 3);
    environments.forEach(one -> assertTrue(one.contains(text), one));
  }

  /** A Management stack has no provider of the Ops Cluster, so no credential of it. */
  @Test
  void noCredentialOfTheOpsClusterIsUsed() {
    MockDeployment deployment = new MockDeployment();
    deployment.run(FleetFixture.fleet(), OSL2).throwOnError();
    assertEquals(
        List.of("staging-osl2-kubernetes"),
        deployment.registered().stream()
            .filter(one -> one.type.equals("pulumi:providers:kubernetes"))
            .map(one -> one.name)
            .toList());
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
