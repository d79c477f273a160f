package dev.slipway.plan.identity;

import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.plan.model.OwnRole;
import java.util.List;
import java.util.stream.Stream;

/**
 * All roles for people. A new role is one entry here and the same key in the Zitadel project.
 *
 * <p>Whoever creates or changes a pod can give it each Secret and service account of its namespace,
 * and in kube-system each host. So only administrators change workloads in all namespaces;
 * docs/adr/0024.
 */
public final class Roles {
  private static final List<String> WRITE =
      List.of("get", "list", "watch", "create", "update", "patch", "delete");

  /** Adds what {@code view} lacks; never Secrets, exec, port-forward or nodes/proxy. */
  private static final Permissions CLUSTER_AUDITOR =
      new Permissions(
          "slipway:cluster-auditor",
          List.of(
              Grant.read("", "nodes", "persistentvolumes", "namespaces"),
              Grant.read(
                  "rbac.authorization.k8s.io",
                  "roles",
                  "rolebindings",
                  "clusterroles",
                  "clusterrolebindings"),
              Grant.read("apiextensions.k8s.io", "customresourcedefinitions"),
              Grant.read(
                  "admissionregistration.k8s.io",
                  "mutatingwebhookconfigurations",
                  "validatingwebhookconfigurations",
                  "validatingadmissionpolicies",
                  "validatingadmissionpolicybindings"),
              Grant.read("certificates.k8s.io", "certificatesigningrequests"),
              Grant.read("cilium.io", "ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies"),
              Grant.read("coordination.k8s.io", "leases"),
              Grant.read("scheduling.k8s.io", "priorityclasses"),
              Grant.read("storage.k8s.io", "storageclasses"),
              Grant.read("argoproj.io", "applications", "applicationsets", "appprojects")));

  /** Operation of nodes and workloads without a change of what runs in a pod. */
  private static final Permissions OPERATION =
      new Permissions(
          "slipway:operator",
          List.of(
              new Grant("", List.of("pods"), List.of("delete")),
              new Grant("", List.of("pods/eviction"), List.of("create")),
              new Grant("", List.of("nodes"), List.of("patch")),
              new Grant(
                  "apps",
                  List.of("deployments/scale", "statefulsets/scale"),
                  List.of("update", "patch")),
              new Grant("batch", List.of("jobs"), List.of("delete"))));

  /** Workloads and their Secrets; never RBAC, quotas, network policies or the namespace itself. */
  private static final Permissions DEVELOPMENT =
      new Permissions(
          "slipway:developer",
          List.of(
              new Grant(
                  "",
                  List.of(
                      "pods",
                      "services",
                      "configmaps",
                      "secrets",
                      "serviceaccounts",
                      "persistentvolumeclaims"),
                  WRITE),
              new Grant(
                  "",
                  List.of("pods/exec", "pods/attach", "pods/portforward"),
                  List.of("get", "create")),
              new Grant("", List.of("pods/eviction"), List.of("create")),
              new Grant("apps", List.of("deployments", "statefulsets", "daemonsets"), WRITE),
              new Grant(
                  "apps",
                  List.of("deployments/scale", "statefulsets/scale"),
                  List.of("update", "patch")),
              new Grant("batch", List.of("jobs", "cronjobs"), WRITE),
              new Grant("autoscaling", List.of("horizontalpodautoscalers"), WRITE),
              new Grant("policy", List.of("poddisruptionbudgets"), WRITE)));

  /**
   * The resource that the console of the audit log asks Kubernetes about. It exists in permissions
   * only.
   */
  private static final Permissions AUDIT_LOG =
      new Permissions(
          "slipway:audit-log",
          List.of(Grant.read(Permissions.AUDIT_GROUP, Permissions.AUDIT_LOGS)));

  private static final List<Permissions> READ = List.of(Permissions.VIEW, CLUSTER_AUDITOR);

  /** The only role with all permissions. */
  public static final Role ADMINISTRATOR =
      new Role("administrator", List.of(Permissions.CLUSTER_ADMIN), List.of());

  /** Reads only. */
  public static final Role AUDITOR =
      new Role("auditor", List.of(Permissions.VIEW, CLUSTER_AUDITOR, AUDIT_LOG), List.of());

  /** Operates nodes and workloads. */
  public static final Role OPERATOR =
      new Role("operator", List.of(Permissions.VIEW, CLUSTER_AUDITOR, OPERATION), List.of());

  /** Writes in its own namespaces. */
  public static final Role DEVELOPER = new Role("developer", READ, List.of(DEVELOPMENT));

  /** All roles of Slipway, from many permissions to few. */
  public static final List<Role> ALL = List.of(ADMINISTRATOR, OPERATOR, DEVELOPER, AUDITOR);

  private Roles() {}

  /** Returns the roles of a cluster: those of Slipway, then those of the program. */
  public static List<Role> of(ClusterPlan cluster) {
    return with(cluster.ownRoles());
  }

  private static List<Role> with(List<OwnRole> own) {
    return Stream.concat(ALL.stream(), own.stream().map(Roles::role)).toList();
  }

  /** Returns the keys of the roles of Slipway and of those of a program, sorted. */
  public static List<String> keys(List<OwnRole> own) {
    return with(own).stream().map(Role::key).sorted().toList();
  }

  private static Role role(OwnRole role) {
    String name = Permissions.PREFIX + "own-" + role.key();
    return new Role(role.key(), List.of(new Permissions(name, grants(role))), List.of());
  }

  static List<Grant> grants(OwnRole role) {
    return role.rules().stream()
        .map(rule -> new Grant(rule.apiGroup(), rule.resources(), rule.verbs()))
        .toList();
  }

  /** Returns the ClusterRoles of roles that Slipway creates, each once. */
  public static List<Permissions> ownPermissions(List<Role> roles) {
    return roles.stream().flatMap(Role::permissions).filter(Permissions::isOwn).distinct().toList();
  }
}
