package dev.slipway.plan.identity;

import java.util.List;

/**
 * What people with one Zitadel role may do.
 *
 * @param key the role's key in Zitadel
 * @param clusterRoles Kubernetes ClusterRoles that its group is bound to
 * @param argocdRole ArgoCD's built-in role
 */
public record Role(String key, List<String> clusterRoles, String argocdRole) {
  /** Before every name that Zitadel gives, so that none can pose as one of Kubernetes' own. */
  public static final String PREFIX = "zitadel:";

  /** The group's name in Kubernetes and ArgoCD. */
  public String group() {
    return PREFIX + key;
  }
}
