package dev.slipway.plan.model;

import java.util.Optional;

/**
 * The service account issuer of the Ops Cluster, as a Management Cluster of its environment trusts
 * it: a token of Argo CD with the audience of this cluster is accepted; docs/adr/0030.
 *
 * @param url the issuer in the tokens; Talos sets it to the API's address in the Ops network
 * @param discoveryUrl where API servers of other clusters read the discovery document
 * @param audience the audience of this Management Cluster
 * @param authorityPem the certificate of the authority of the Ops Cluster's API; empty in a plan,
 *     because it is created with the Ops Cluster
 */
public record TrustedIssuer(
    String url, String discoveryUrl, String audience, Optional<String> authorityPem) {
  /** Path of the discovery document. Source: OpenID Connect Discovery 1.0, section 4. */
  public static final String DISCOVERY_PATH = "/.well-known/openid-configuration";

  /** Path of the keys. Source: Kubernetes, "Service account issuer discovery". */
  public static final String KEYS_PATH = "/openid/v1/jwks";

  private static final String AUDIENCE = "slipway.dev/clusters/";

  /** Returns the issuer of an Ops Cluster for one of its Management Clusters. */
  public static TrustedIssuer of(ClusterPlan ops, ClusterPlan managed) {
    EndpointPlan endpoint = ops.endpoint();
    return new TrustedIssuer(
        endpoint.internalUrl(),
        endpoint.externalUrl() + DISCOVERY_PATH,
        audience(managed),
        Optional.empty());
  }

  /** Returns the audience of a cluster's tokens. Names of stacks are unique in a fleet. */
  public static String audience(ClusterPlan managed) {
    return AUDIENCE + managed.name();
  }

  /** Returns the same issuer with the authority of the Ops Cluster's API. */
  public TrustedIssuer withAuthority(String pem) {
    return new TrustedIssuer(url, discoveryUrl, audience, Optional.of(pem));
  }
}
