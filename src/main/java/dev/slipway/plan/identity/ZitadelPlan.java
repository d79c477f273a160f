package dev.slipway.plan.identity;

import dev.slipway.plan.model.ClusterPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The objects of one environment in Zitadel, with the settings on which {@link SignInPolicy}
 * depends.
 *
 * @param environment name of the environment
 * @param identity the ids, as in the stack file
 * @param roles keys of the roles, sorted
 */
public record ZitadelPlan(String environment, ClusterPlan.Identity identity, List<String> roles) {
  /** The environment variable with the path of the key of Zitadel's service user. */
  public static final String KEY_VARIABLE = "SLIPWAY_ZITADEL_KEY";

  /** Name of the application of the command line. */
  public static final String APPLICATION = "kubernetes";

  /** A day of work: Zitadel's defaults are 10 days for a password and 18 hours for a factor. */
  private static final Duration SIGN_IN = Duration.ofHours(12);

  /** Copies the list. */
  public ZitadelPlan {
    roles = List.copyOf(roles);
  }

  /** Returns the objects of the environment of a cluster. */
  public static ZitadelPlan of(ClusterPlan cluster) {
    return new ZitadelPlan(
        cluster.environment().text(), cluster.identity(), Roles.keys(cluster.ownRoles()));
  }

  /** Returns the name of an environment's project. */
  public static String projectName(String environment) {
    return "slipway-" + environment;
  }

  /** Returns the settings of the project. */
  public ZitadelSettings project() {
    return projectSettings(environment);
  }

  /** Returns the settings of an environment's project. */
  public static ZitadelSettings projectSettings(String environment) {
    return new ZitadelSettings(
        Map.of(
            "name", projectName(environment),
            // Without it, no token contains roles.
            "projectRoleAssertion", true,
            // A user without a role cannot sign in.
            "projectRoleCheck", true,
            // Nor can a user of an organization without a grant.
            "hasProjectCheck", true));
  }

  /**
   * Returns the settings of the application of the command line: kubelogin, by browser on the same
   * computer or by device code. It has no secret; PKCE replaces it.
   */
  public static ZitadelSettings application() {
    return new ZitadelSettings(
        Map.ofEntries(
            Map.entry("appType", "OIDC_APP_TYPE_NATIVE"),
            Map.entry("authMethodType", "OIDC_AUTH_METHOD_TYPE_NONE"),
            Map.entry("responseTypes", List.of("OIDC_RESPONSE_TYPE_CODE")),
            Map.entry(
                "grantTypes",
                List.of("OIDC_GRANT_TYPE_AUTHORIZATION_CODE", "OIDC_GRANT_TYPE_DEVICE_CODE")),
            // kubelogin's defaults
            Map.entry("redirectUris", List.of("http://localhost:8000", "http://localhost:18000")),
            Map.entry("postLogoutRedirectUris", List.of()),
            Map.entry("additionalOrigins", List.of()),
            Map.entry("devMode", false),
            Map.entry("accessTokenType", "OIDC_TOKEN_TYPE_BEARER"),
            Map.entry("accessTokenRoleAssertion", false),
            // The API server reads the ID token.
            Map.entry("idTokenRoleAssertion", true),
            Map.entry("idTokenUserinfoAssertion", true),
            // It is added to the lifetime of tokens.
            Map.entry("clockSkew", Duration.ZERO)));
  }

  /**
   * Returns the settings that a further application of {@code identity.clients} must have too; its
   * kind, addresses and ways to request a token are its own, but for those that issue a token
   * without a code.
   */
  public static ZitadelSettings otherApplication() {
    return application()
        .only(
            "responseTypes",
            "additionalOrigins",
            "devMode",
            "accessTokenType",
            "idTokenRoleAssertion",
            "clockSkew");
  }

  /** Returns the settings of the organization's login policy. */
  public static ZitadelSettings loginPolicy() {
    return new ZitadelSettings(
        Map.ofEntries(
            Map.entry("allowUsernamePassword", true),
            Map.entry("allowRegister", false),
            Map.entry("allowExternalIdp", true),
            // For local and federated users: a federated login alone is one factor.
            Map.entry("forceMfa", true),
            Map.entry("forceMfaLocalOnly", false),
            Map.entry("passwordlessType", "PASSWORDLESS_TYPE_ALLOWED"),
            Map.entry("hidePasswordReset", false),
            Map.entry("ignoreUnknownUsernames", true),
            Map.entry("allowDomainDiscovery", false),
            Map.entry("disableLoginWithEmail", false),
            Map.entry("disableLoginWithPhone", true),
            Map.entry("passwordCheckLifetime", SIGN_IN),
            Map.entry("externalLoginCheckLifetime", SIGN_IN),
            Map.entry("secondFactorCheckLifetime", SIGN_IN),
            Map.entry("multiFactorCheckLifetime", SIGN_IN),
            // A user cannot postpone the second factor.
            Map.entry("mfaInitSkipLifetime", Duration.ZERO),
            Map.entry("secondFactors", List.of("SECOND_FACTOR_TYPE_OTP", "SECOND_FACTOR_TYPE_U2F")),
            Map.entry("multiFactors", List.of("MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION"))));
  }

  /** Returns the declared grants: the roles of each user, by the user's id. */
  public SortedMap<String, List<String>> grants() {
    SortedMap<String, List<String>> grants = new TreeMap<>();
    identity
        .zitadel()
        .map(ClusterPlan.Zitadel::grants)
        .orElse(Map.of())
        .forEach(
            (role, users) ->
                users.forEach(user -> grants.merge(user, List.of(role), ZitadelPlan::both)));
    return grants;
  }

  private static List<String> both(List<String> some, List<String> more) {
    TreeSet<String> all = new TreeSet<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
