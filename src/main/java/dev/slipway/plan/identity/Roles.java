package dev.slipway.plan.identity;

import java.util.List;

/** All roles for people. A new role is one entry here and the same key in the Zitadel project. */
public final class Roles {
  /** Adds what {@code view} lacks; never Secrets, exec, port-forward or nodes/proxy. */
  public static final String CLUSTER_AUDITOR = "slipway:cluster-auditor";

  /** All roles, unordered. */
  public static final List<Role> ALL =
      List.of(
          new Role("administrator", List.of("cluster-admin"), "role:admin"),
          new Role("auditor", List.of("view", CLUSTER_AUDITOR), "role:readonly"));

  private Roles() {}

  /** Permissions of {@link #CLUSTER_AUDITOR}. */
  public static final List<ReadGrant> AUDITOR_READS =
      List.of(
          new ReadGrant("", List.of("nodes", "persistentvolumes", "namespaces")),
          new ReadGrant(
              "rbac.authorization.k8s.io",
              List.of("roles", "rolebindings", "clusterroles", "clusterrolebindings")),
          new ReadGrant("apiextensions.k8s.io", List.of("customresourcedefinitions")),
          new ReadGrant(
              "admissionregistration.k8s.io",
              List.of(
                  "mutatingwebhookconfigurations",
                  "validatingwebhookconfigurations",
                  "validatingadmissionpolicies",
                  "validatingadmissionpolicybindings")),
          new ReadGrant("certificates.k8s.io", List.of("certificatesigningrequests")),
          new ReadGrant(
              "cilium.io", List.of("ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies")),
          new ReadGrant("coordination.k8s.io", List.of("leases")),
          new ReadGrant("scheduling.k8s.io", List.of("priorityclasses")),
          new ReadGrant("storage.k8s.io", List.of("storageclasses")),
          new ReadGrant("argoproj.io", List.of("applications", "applicationsets", "appprojects")));

  /** The verbs get, list and watch on resources of one API group. */
  public record ReadGrant(String apiGroup, List<String> resources) {}
}
