package dev.slipway.plan.identity;

import dev.slipway.plan.model.TrustedIssuer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The conditions on which a Management Cluster accepts a service account token of its Ops Cluster:
 * only Argo CD's application controller, only with a token for this cluster, only for an hour;
 * docs/adr/0030. Sources: Kubernetes, "Authenticating" and "Managing Service Accounts".
 */
public final class ArgoCdTokenPolicy {
  /** The service account of Argo CD's release that connects to clusters. */
  public static final String SERVICE_ACCOUNT = "argocd-application-controller";

  /** The name of the service account in its own cluster, and in the claim {@code sub}. */
  public static final String LOCAL_USER = "system:serviceaccount:argocd:" + SERVICE_ACCOUNT;

  /** Separates users of the Ops Cluster from the users and service accounts of this one. */
  private static final String PREFIX = "ops:";

  /** The name of the user on a Management Cluster. It has no group but those of every user. */
  public static final String USER = PREFIX + LOCAL_USER;

  /** The longest life of a token in seconds. */
  public static final int LONGEST_LIFE = 3_600;

  private ArgoCdTokenPolicy() {}

  /** Returns the entry of the authentication configuration. */
  public static Map<String, Object> authenticator(TrustedIssuer trusted) {
    return Map.of(
        "issuer",
        issuer(trusted),
        "claimValidationRules",
        ApiServerAuthentication.rules(rules(trusted.audience())),
        "claimMappings",
        Map.of("username", Map.of("expression", "'%s' + claims.sub".formatted(PREFIX))));
  }

  /** An API server reads the keys with this authority, and with no other. */
  private static Map<String, Object> issuer(TrustedIssuer trusted) {
    Map<String, Object> issuer =
        new HashMap<>(
            Map.of(
                "url", trusted.url(),
                "discoveryURL", trusted.discoveryUrl(),
                "audiences", List.of(trusted.audience()),
                "audienceMatchPolicy", "MatchAny"));
    trusted.authorityPem().ifPresent(pem -> issuer.put("certificateAuthority", pem));
    return issuer;
  }

  /** A token for two clusters could be used by one of them at the other. */
  private static List<SignInPolicy.Rule> rules(String audience) {
    return List.of(
        new SignInPolicy.Rule(
            "has(claims.sub) && type(claims.sub) == string && claims.sub == '%s'"
                .formatted(LOCAL_USER),
            "the token is not that of Argo CD's application controller"),
        new SignInPolicy.Rule(
            "has(claims.aud) && type(claims.aud) == list && dyn(claims.aud) == ['%s']"
                .formatted(audience),
            "the token is not for this cluster alone"),
        new SignInPolicy.Rule(
            ("has(claims.exp) && type(claims.exp) == double && has(claims.iat) && type(claims.iat)"
                    + " == double && claims.exp - claims.iat >= 0.0 && claims.exp - claims.iat <="
                    + " %d.0")
                .formatted(LONGEST_LIFE),
            "the token is valid for more than an hour"));
  }
}
