package dev.slipway.plan.identity;

import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;

/**
 * Structured authentication configuration of API servers (apiserver.config.k8s.io/v1): the {@link
 * SignInPolicy}, which the API server itself evaluates. A token that it does not accept gets 401.
 */
public final class ApiServerAuthentication {
  private ApiServerAuthentication() {}

  /** Returns the configuration as a document. */
  public static Map<String, Object> document(ClusterPlan.Identity identity) {
    SignInPolicy policy = SignInPolicy.of(identity);
    Map<String, Object> jwt =
        Map.of(
            "issuer", issuer(identity),
            "claimValidationRules", policy.rules().stream().map(rule -> rule(rule)).toList(),
            "claimMappings", mappings(policy),
            "userValidationRules", userRules());
    return Map.of(
        "apiVersion", "apiserver.config.k8s.io/v1",
        "kind", "AuthenticationConfiguration",
        "jwt", List.of(jwt));
  }

  private static Map<String, Object> issuer(ClusterPlan.Identity identity) {
    return Map.of(
        "url", identity.issuer().toString(),
        "audiences", List.of(identity.audience()),
        "audienceMatchPolicy", "MatchAny");
  }

  private static Map<String, Object> mappings(SignInPolicy policy) {
    return Map.of(
        "username", Map.of("expression", policy.username()),
        "groups", Map.of("expression", policy.groups()),
        "uid", Map.of("expression", policy.uid()));
  }

  private static List<Map<String, String>> userRules() {
    return List.of(
        rule(
            new SignInPolicy.Rule(
                "!user.username.startsWith('system:')", "a user name may not begin with system:")),
        rule(
            new SignInPolicy.Rule(
                "user.groups.all(group, !group.startsWith('system:'))",
                "a group may not begin with system:")));
  }

  private static Map<String, String> rule(SignInPolicy.Rule rule) {
    return Map.of("expression", rule.expression(), "message", rule.message());
  }
}
