package dev.slipway.plan.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.TrustedIssuer;
import dev.slipway.testing.FleetFixture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of the Ops Cluster that a Management Cluster accepts. */
class ArgoCdTokenPolicyTest {
  private static final ClusterPlan OSL2 = FleetFixture.cluster("staging-osl2");

  /** A token as kube-apiserver 1.36 issues it for a projected volume. */
  private static final String TOKEN =
      """
      {"aud":["slipway.dev/clusters/staging-osl2"],"exp":1764202200,"iat":1764201600,
      "iss":"https://10.41.0.10:6443","jti":"5d2c",
      "kubernetes.io":{"namespace":"argocd","pod":{"name":"argocd-application-controller-0","uid":"a"},
      "serviceaccount":{"name":"argocd-application-controller","uid":"b"}},"nbf":1764201600,
      "sub":"system:serviceaccount:argocd:argocd-application-controller"}
      """;

  @Test
  void acceptsTokenOfTheApplicationController() throws JsonProcessingException {
    Expressions token = new Expressions(TOKEN);
    assertTrue(rules().stream().allMatch(token::isMet));
    assertEquals(ArgoCdTokenPolicy.USER, token.value(expression("username")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "argocd:argocd-application-controller\" > argocd:argocd-repo-server\"",
        "argocd:argocd-application-controller\" > default:argocd-application-controller\"",
        "argocd:argocd-application-controller\" > argocd:argocd-application-controller2\"",
        "\"sub\" > \"Sub\"",
        "clusters/staging-osl2 > clusters/staging-sto2",
        "[\"slipway.dev/clusters/staging-osl2\"] >"
            + " [\"slipway.dev/clusters/staging-osl2\",\"slipway.dev/clusters/staging-sto2\"]",
        "[\"slipway.dev/clusters/staging-osl2\"] > \"slipway.dev/clusters/staging-osl2\"",
        "1764202200 > 1764205201",
        "1764202200 > \"1764202200\"",
        "\"iat\":1764201600, > ",
      })
  void refusesEveryOtherToken(String change) throws JsonProcessingException {
    String[] parts = change.split(" > ?", 2);
    String changed = TOKEN.replace(parts[0], parts[1]);
    assertFalse(changed.equals(TOKEN), change);
    Expressions token = new Expressions(changed);
    assertEquals(1, rules().stream().filter(rule -> !token.isMet(rule)).count());
  }

  @Test
  void givesNoGroup() {
    assertEquals(Set.of("username"), mappings().keySet());
  }

  @Test
  void readsKeysWithTheAuthorityOfTheOpsClusterOnly() {
    TrustedIssuer trusted = OSL2.trustedIssuer().orElseThrow().withAuthority("PEM");
    Map<?, ?> issuer = fields(ArgoCdTokenPolicy.authenticator(trusted).get("issuer"));
    assertEquals("PEM", issuer.get("certificateAuthority"));
    String ops = FleetFixture.cluster("staging").endpoint().externalUrl();
    assertEquals(ops + "/.well-known/openid-configuration", issuer.get("discoveryURL"));
  }

  /** No cluster trusts the issuer of another environment, and an Ops Cluster trusts none. */
  @Test
  void isOfTheOwnEnvironment() {
    for (ClusterPlan cluster : FleetFixture.fleet().clusters()) {
      List<String> issuers =
          cluster.trustedIssuer().stream().map(trusted -> trusted.url()).toList();
      ClusterPlan ops = FleetFixture.fleet().opsClusterOf(cluster);
      assertEquals(
          ops.equals(cluster) ? List.of() : List.of(ops.endpoint().internalUrl()), issuers);
    }
  }

  private static List<String> rules() {
    List<?> rules = (List<?>) authenticator().get("claimValidationRules");
    return Objects.requireNonNull(rules).stream()
        .map(rule -> String.valueOf(fields(rule).get("expression")))
        .toList();
  }

  private static String expression(String mapping) {
    return String.valueOf(fields(mappings().get(mapping)).get("expression"));
  }

  private static Map<?, ?> mappings() {
    return fields(authenticator().get("claimMappings"));
  }

  private static Map<?, ?> fields(@Nullable Object mapping) {
    return (Map<?, ?>) Objects.requireNonNull(mapping);
  }

  private static Map<String, Object> authenticator() {
    return ArgoCdTokenPolicy.authenticator(OSL2.trustedIssuer().orElseThrow());
  }
}
