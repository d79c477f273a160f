package dev.slipway.plan.identity;

import java.util.List;
import java.util.stream.Stream;

/**
 * A Zitadel role with its permissions.
 *
 * @param key key of the role in Zitadel
 * @param everywhere ClusterRoles that its group is bound to in the whole cluster
 * @param inOwnNamespaces ClusterRoles that its group is bound to in the namespaces of developers
 */
public record Role(String key, List<Permissions> everywhere, List<Permissions> inOwnNamespaces) {
  /** Prefix of every name from Zitadel, so that none equals a name of Kubernetes itself. */
  public static final String PREFIX = "zitadel:";

  /** Copies the lists. */
  public Role {
    everywhere = List.copyOf(everywhere);
    inOwnNamespaces = List.copyOf(inOwnNamespaces);
  }

  /** Returns the name of the group in Kubernetes. */
  public String group() {
    return PREFIX + key;
  }

  /** Returns all permissions, wherever they apply. */
  public Stream<Permissions> permissions() {
    return Stream.concat(everywhere.stream(), inOwnNamespaces.stream());
  }
}
