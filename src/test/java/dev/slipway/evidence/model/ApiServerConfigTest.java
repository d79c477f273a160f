package dev.slipway.evidence.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.document.Json;
import dev.slipway.plan.cluster.MachineConfigPatches;
import dev.slipway.plan.identity.ArgoCdTokenPolicy;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.testing.FleetFixture;
import dev.slipway.testing.RecordCopy;
import dev.slipway.value.TalosVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerConfigTest {
  private static final ClusterPlan STAGING = FleetFixture.cluster("staging");
  private static final ClusterPlan OSL2 = FleetFixture.cluster("staging-osl2");
  private static final ClusterPlan PRODUCTION = FleetFixture.cluster("production");

  @ParameterizedTest
  @ValueSource(strings = {"1.11.0", "1.12.0", "1.14.0"})
  void acceptsPlannedConfig(String talos) {
    ClusterPlan cluster = RecordCopy.with(STAGING, "talos", TalosVersion.parse(talos));
    ApiServerConfig config = ApiServerConfig.of(cluster, cluster.controlPlane().get(0));
    assertTrue(config.requiresSecondFactor());
    assertTrue(config.identifiesUsersByEmail(STAGING.identity()));
    assertTrue(config.recordsEveryRequest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // No longer requires a second factor.
        "'mfa' in dyn > 'pwd' in dyn",
        "has(claims.amr) > has(claims.amr2)",
        // The rule's text is in a message, not in an expression.
        "\"expression\":\"has(claims.amr) > \"expression\":\"true\",\"message\":\"has(claims.amr)",
      })
  void detectsMissingSecondFactor(String change) {
    assertFalse(changed(change).requiresSecondFactor());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claims.email\" > claims.sub\"",
        "'zitadel:' + claims.email > claims.email",
        "&& claims.email_verified > || true",
        "['301000000000000003'] > ['301000000000000003', '301000000000000004']",
        "https://login.example.net > https://login.example.org",
        "[\"301000000000000002\"] > [\"301000000000000002\",\"302000000000000002\"]",
      })
  void detectsOtherIdentityRules(String change) {
    assertFalse(changed(change).identifiesUsersByEmail(STAGING.identity()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"level\":\"Metadata\" > \"level\":\"None\"",
        "{\"level\":\"Metadata\"} >"
            + " {\"level\":\"None\",\"users\":[\"a\"]},{\"level\":\"Metadata\"}",
        "{\"level\":\"Metadata\"} > {\"level\":\"Metadata\",\"verbs\":[\"get\"]}",
        "[\"RequestReceived\"] > [\"RequestReceived\",\"ResponseComplete\"]",
        "\"kind\":\"Policy\" > \"kind\":\"Other\"",
      })
  void detectsOtherAuditPolicy(String change) {
    assertFalse(changed(change).recordsEveryRequest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The file is not the one that the API server reads.
        "\"path\":\"/var/etc/kubernetes-authentication/ > \"path\":\"/var/etc/other/",
        "authentication-config\":\" > authentication-config\":\"/etc",
        "\"mountPath\":\"/etc/kubernetes/authentication > \"mountPath\":\"/etc/kubernetes/other",
      })
  void detectsThatApiServerReadsAnotherFile(String change) {
    ApiServerConfig config = changed(change);
    assertEquals(new DocumentNode(null), config.authentication());
    assertFalse(config.requiresSecondFactor());
    assertFalse(config.identifiesUsersByEmail(STAGING.identity()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.12.0", "1.14.0"})
  void refusesIdentityOfAnotherEnvironment(String talos) {
    ClusterPlan cluster = RecordCopy.with(STAGING, "talos", TalosVersion.parse(talos));
    ApiServerConfig config = ApiServerConfig.of(cluster, cluster.controlPlane().get(0));
    assertFalse(config.identifiesUsersByEmail(PRODUCTION.identity()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.12.0", "1.14.0"})
  void acceptsPlannedIssuerForArgoCd(String talos) {
    ClusterPlan cluster = RecordCopy.with(OSL2, "talos", TalosVersion.parse(talos));
    ApiServerConfig config = ApiServerConfig.of(cluster, cluster.controlPlane().get(0));
    assertEquals(2, config.authentication().at("jwt").elements().size());
    assertTrue(config.requiresSecondFactor());
    assertTrue(config.identifiesUsersByEmail(OSL2.identity()));
  }

  /** An issuer that differs from the planned one is one of users. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "claims.sub == 'system:serviceaccount:argocd:argocd-application-controller' > true",
        "'ops:' + claims.sub > claims.sub",
        "slipway.dev/clusters/staging-osl2 > slipway.dev/clusters/staging-sto2",
        "https://198.51.100.32:6443 > https://198.51.100.64:6443",
      })
  void detectsOtherIssuerForPrograms(String change) {
    ApiServerConfig config = changed(OSL2, change);
    assertFalse(config.requiresSecondFactor());
    assertFalse(config.identifiesUsersByEmail(OSL2.identity()));
  }

  /** Returns the planned config in which a text is replaced, also inside embedded JSON. */
  private static ApiServerConfig changed(String change) {
    return changed(STAGING, change);
  }

  private static ApiServerConfig changed(ClusterPlan cluster, String change) {
    String[] parts = change.split(" > ", 2);
    List<Map<String, Object>> documents = new ArrayList<>();
    boolean found = false;
    for (Map<String, Object> document :
        MachineConfigPatches.patches(cluster, cluster.controlPlane().get(0))) {
      String text = Json.write(document);
      String result =
          text.replace(parts[0], parts[1]).replace(embedded(parts[0]), embedded(parts[1]));
      found |= !result.equals(text);
      documents.add(map(result));
    }
    assertTrue(found, parts[0]);
    return ApiServerConfig.of(
        documents, cluster.trustedIssuer().map(ArgoCdTokenPolicy::authenticator));
  }

  private static String embedded(String text) {
    String quoted = Json.write(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  @SuppressWarnings("unchecked") // Keys of JSON objects are texts.
  private static Map<String, Object> map(String json) {
    return Json.read(json, Map.class);
  }
}
