package dev.slipway.plan.identity;

import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Structured authentication configuration of API servers (apiserver.config.k8s.io/v1): the {@link
 * SignInPolicy} and, on a Management Cluster, {@link ArgoCdTokenPolicy}. The API server itself
 * evaluates them; a token that neither accepts gets 401.
 */
public final class ApiServerAuthentication {
  private ApiServerAuthentication() {}

  /** Returns the configuration of a cluster's API servers as a document. */
  public static Map<String, Object> document(ClusterPlan cluster) {
    Stream<Map<String, Object>> programs =
        cluster.trustedIssuer().stream().map(ArgoCdTokenPolicy::authenticator);
    return Map.of(
        "apiVersion", "apiserver.config.k8s.io/v1",
        "kind", "AuthenticationConfiguration",
        "jwt", Stream.concat(Stream.of(users(cluster.identity())), programs).toList());
  }

  private static Map<String, Object> users(ClusterPlan.Identity identity) {
    SignInPolicy policy = SignInPolicy.of(identity);
    return Map.of(
        "issuer", issuer(identity),
        "claimValidationRules", rules(policy.rules()),
        "claimMappings", mappings(policy),
        "userValidationRules", userRules());
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

  /** Returns conditions as the document has them. */
  static List<Map<String, String>> rules(List<SignInPolicy.Rule> rules) {
    return rules.stream().map(rule -> rule(rule)).toList();
  }

  private static Map<String, String> rule(SignInPolicy.Rule rule) {
    return Map.of("expression", rule.expression(), "message", rule.message());
  }
}
