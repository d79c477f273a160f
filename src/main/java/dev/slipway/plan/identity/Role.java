package dev.slipway.plan.identity;

import java.util.List;

/**
 * A Zitadel role with its permissions.
 *
 * @param key key of the role in Zitadel
 * @param clusterRoles Kubernetes ClusterRoles that its group is bound to
 * @param argocdRole built-in role of Argo CD
 */
public record Role(String key, List<String> clusterRoles, String argocdRole) {
  /** Prefix of every name from Zitadel, so that none equals a name of Kubernetes itself. */
  public static final String PREFIX = "zitadel:";

  /** Returns the name of the group in Kubernetes and Argo CD. */
  public String group() {
    return PREFIX + key;
  }
}
