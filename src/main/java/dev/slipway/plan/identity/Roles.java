package dev.slipway.plan.identity;

import java.util.List;

/** The catalogue of roles. New role: one entry here. */
public final class Roles {
  /** Reads what {@code view} leaves out; never Secrets, exec, port-forward or nodes/proxy. */
  public static final String CLUSTER_AUDITOR = "slipway:cluster-auditor";

  /** In no particular order. */
  public static final List<Role> ALL =
      List.of(
          new Role("administrator", List.of("cluster-admin"), "role:admin"),
          new Role("auditor", List.of("view", CLUSTER_AUDITOR), "role:readonly"));

  private Roles() {}

  /** What {@link #CLUSTER_AUDITOR} reads: API group and its resources. */
  public static final List<ReadGrant> AUDITOR_READS =
      List.of(
          new ReadGrant("", List.of("nodes", "persistentvolumes", "namespaces")),
          new ReadGrant(
              "rbac.authorization.k8s.io",
              List.of("roles", "rolebindings", "clusterroles", "clusterrolebindings")),
          new ReadGrant("apiextensions.k8s.io", List.of("customresourcedefinitions")),
          new ReadGrant("storage.k8s.io", List.of("storageclasses")),
          new ReadGrant("argoproj.io", List.of("applications", "applicationsets", "appprojects")));

  /** get, list and watch on resources of one API group. */
  public record ReadGrant(String apiGroup, List<String> resources) {}
}
