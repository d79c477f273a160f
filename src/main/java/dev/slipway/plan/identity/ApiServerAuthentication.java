package dev.slipway.plan.identity;

import dev.slipway.plan.model.ClusterPlan;
import java.util.List;
import java.util.Map;

/**
 * Structured authentication configuration of API servers (apiserver.config.k8s.io/v1). The API
 * server itself requires multi-factor authentication: a token without {@code mfa} in {@code amr}
 * gets 401.
 */
public final class ApiServerAuthentication {
  /** A map from role key to the granting organizations. Source: "Claims in ZITADEL". */
  private static final String ROLES =
      "dyn(claims[?'urn:zitadel:iam:org:project:roles'].orValue({}))";

  /** 12 hours in seconds. */
  private static final int LONGEST_LIFE = 43_200;

  private ApiServerAuthentication() {}

  /** Returns the configuration as a document. */
  public static Map<String, Object> document(ClusterPlan.Identity identity) {
    Map<String, Object> jwt =
        Map.of(
            "issuer", issuer(identity),
            "claimValidationRules", claimRules(identity),
            "claimMappings", mappings(identity),
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

  private static List<Map<String, String>> claimRules(ClusterPlan.Identity identity) {
    return List.of(
        rule(
            "'mfa' in dyn(claims.?amr.orValue([]))",
            "multi-factor authentication is required: log out, set up a second factor in Zitadel"
                + " and log in again (the token's amr has no mfa)"),
        rule(
            "claims.?email_verified.orValue(false) == true",
            "the e-mail address of this account is not verified: verify it in Zitadel"),
        rule(
            "size(" + granted(identity) + ") > 0",
            "this account has no role in the project from our organization: ask an administrator"),
        rule(
            "claims.exp - claims.iat <= " + LONGEST_LIFE,
            "the token lives longer than 12 hours: shorten its lifetime in Zitadel"));
  }

  private static Map<String, Object> mappings(ClusterPlan.Identity identity) {
    String groups = granted(identity) + ".map(role, '" + Role.PREFIX + "' + role)";
    return Map.of(
        "username", Map.of("expression", "'" + Role.PREFIX + "' + claims.email"),
        "groups", Map.of("expression", groups),
        "uid", Map.of("expression", "claims.sub"));
  }

  private static String granted(ClusterPlan.Identity identity) {
    return ROLES + ".filter(role, '" + identity.organization() + "' in " + ROLES + "[role])";
  }

  private static List<Map<String, String>> userRules() {
    return List.of(
        rule("!user.username.startsWith('system:')", "a user name may not begin with system:"),
        rule(
            "user.groups.all(group, !group.startsWith('system:'))",
            "a group may not begin with system:"));
  }

  private static Map<String, String> rule(String expression, String message) {
    return Map.of("expression", expression, "message", message);
  }
}
