package dev.slipway.plan.identity;

import static dev.slipway.plan.identity.Capability.everywhere;
import static dev.slipway.plan.identity.Capability.inOwnNamespace;
import static dev.slipway.plan.identity.Capability.ofAdministrators;
import static dev.slipway.plan.identity.Capability.ofAdministratorsInOwnNamespace;

import java.util.ArrayList;
import java.util.List;

/**
 * The table of permissions: what a person does, and which roles permit it. It is computed from the
 * rules of the catalogue; the lab compares each cell with the answer of real API servers.
 */
public final class AccessMatrix {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ADMISSION = "admissionregistration.k8s.io";
  private static final List<String> WRITE = List.of("create", "update", "patch", "delete");

  private static final List<Capability> READS =
      List.of(
          everywhere(
              "read workloads, Services, ConfigMaps, events",
              Grant.read("", "pods", "services", "configmaps", "events", "serviceaccounts"),
              Grant.read("apps", "deployments", "statefulsets", "daemonsets"),
              Grant.read("batch", "jobs", "cronjobs")),
          everywhere("read logs of pods", grant("", "pods/log", "get")),
          everywhere(
              "read nodes, volumes, namespaces, types",
              Grant.read("", "nodes", "persistentvolumes", "namespaces"),
              Grant.read("storage.k8s.io", "storageclasses"),
              Grant.read("apiextensions.k8s.io", "customresourcedefinitions")),
          everywhere(
              "read quotas, limits, leases, priority classes",
              Grant.read("", "resourcequotas", "limitranges"),
              Grant.read("coordination.k8s.io", "leases"),
              Grant.read("scheduling.k8s.io", "priorityclasses")),
          everywhere(
              "read certificate requests",
              Grant.read("certificates.k8s.io", "certificatesigningrequests")),
          everywhere(
              "read webhooks and admission policies",
              Grant.read(
                  ADMISSION,
                  "mutatingwebhookconfigurations",
                  "validatingwebhookconfigurations",
                  "validatingadmissionpolicies",
                  "validatingadmissionpolicybindings")),
          everywhere(
              "read network policies",
              Grant.read("networking.k8s.io", "networkpolicies"),
              Grant.read("cilium.io", "ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies")),
          everywhere(
              "read roles and bindings",
              Grant.read(RBAC, "roles", "rolebindings", "clusterroles", "clusterrolebindings")),
          everywhere(
              "read the audit log", Grant.read(Permissions.AUDIT_GROUP, Permissions.AUDIT_LOGS)),
          everywhere(
              "read Argo CD's applications",
              Grant.read("argoproj.io", "applications", "applicationsets", "appprojects")));

  private static final List<Capability> OPERATION =
      List.of(
          everywhere(
              "delete or evict pods, delete Jobs",
              grant("", "pods", "delete"),
              grant("", "pods/eviction", "create"),
              grant("batch", "jobs", "delete")),
          everywhere(
              "scale workloads",
              new Grant(
                  "apps",
                  List.of("deployments/scale", "statefulsets/scale"),
                  List.of("update", "patch"))),
          everywhere("cordon, label and taint nodes", grant("", "nodes", "patch")));

  private static final List<Capability> ADMINISTRATION =
      List.of(
          ofAdministrators("read Secrets", Grant.read("", "secrets")),
          ofAdministrators("write Secrets", new Grant("", List.of("secrets"), WRITE)),
          ofAdministrators(
              "create or change what runs in pods",
              new Grant("", List.of("pods"), List.of("create", "update", "patch")),
              grant("", "pods/ephemeralcontainers", "patch"),
              new Grant(
                  "apps",
                  List.of("deployments", "statefulsets", "daemonsets", "replicasets"),
                  List.of("create", "update", "patch")),
              new Grant("batch", List.of("jobs", "cronjobs"), List.of("create", "update", "patch")),
              new Grant("argoproj.io", List.of("applications", "appprojects"), WRITE)),
          ofAdministrators(
              "exec, attach, port-forward",
              connections("exec"),
              connections("attach"),
              connections("portforward")),
          ofAdministrators(
              "use the proxy to nodes, pods, Services",
              new Grant(
                  "",
                  List.of("nodes/proxy", "pods/proxy", "services/proxy"),
                  List.of("get", "create"))),
          ofAdministrators(
              "create tokens of service accounts", grant("", "serviceaccounts/token", "create")),
          ofAdministrators(
              "impersonate",
              new Grant("", List.of("users", "groups", "serviceaccounts"), List.of("impersonate"))),
          ofAdministrators(
              "change roles and bindings",
              new Grant(
                  RBAC,
                  List.of("roles", "rolebindings", "clusterroles", "clusterrolebindings"),
                  WRITE),
              new Grant(RBAC, List.of("roles", "clusterroles"), List.of("escalate", "bind"))),
          ofAdministrators(
              "create or approve certificate requests",
              grant("certificates.k8s.io", "certificatesigningrequests", "create"),
              grant("certificates.k8s.io", "certificatesigningrequests/approval", "update"),
              new Grant("certificates.k8s.io", List.of("signers"), List.of("approve", "sign"))),
          ofAdministrators(
              "change webhooks, admission policies, types",
              new Grant(
                  ADMISSION,
                  List.of(
                      "mutatingwebhookconfigurations",
                      "validatingwebhookconfigurations",
                      "validatingadmissionpolicies",
                      "validatingadmissionpolicybindings"),
                  WRITE),
              new Grant("apiextensions.k8s.io", List.of("customresourcedefinitions"), WRITE)),
          ofAdministrators(
              "change namespaces, quotas, network policies",
              new Grant("", List.of("namespaces", "resourcequotas", "limitranges"), WRITE),
              new Grant("networking.k8s.io", List.of("networkpolicies"), WRITE),
              new Grant(
                  "cilium.io",
                  List.of("ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies"),
                  WRITE)),
          ofAdministrators(
              "create or delete nodes",
              new Grant("", List.of("nodes"), List.of("create", "delete"))));

  private static final List<Capability> OWN_NAMESPACE =
      List.of(
          inOwnNamespace(
              "change workloads, Services, ConfigMaps, volumes",
              new Grant("", List.of("pods"), List.of("create", "update", "patch")),
              new Grant(
                  "",
                  List.of("services", "configmaps", "serviceaccounts", "persistentvolumeclaims"),
                  WRITE),
              new Grant("apps", List.of("deployments", "statefulsets", "daemonsets"), WRITE),
              new Grant("batch", List.of("cronjobs"), WRITE),
              new Grant("batch", List.of("jobs"), List.of("create", "update", "patch")),
              new Grant("autoscaling", List.of("horizontalpodautoscalers"), WRITE),
              new Grant("policy", List.of("poddisruptionbudgets"), WRITE)),
          inOwnNamespace(
              "delete or evict pods, delete Jobs, scale workloads",
              grant("", "pods", "delete"),
              grant("", "pods/eviction", "create"),
              grant("batch", "jobs", "delete"),
              new Grant(
                  "apps",
                  List.of("deployments/scale", "statefulsets/scale"),
                  List.of("update", "patch"))),
          inOwnNamespace(
              "read and write Secrets",
              Grant.read("", "secrets"),
              new Grant("", List.of("secrets"), WRITE)),
          inOwnNamespace(
              "exec, attach, port-forward",
              connections("exec"),
              connections("attach"),
              connections("portforward")),
          ofAdministratorsInOwnNamespace(
              "change roles and bindings",
              new Grant(RBAC, List.of("roles", "rolebindings"), WRITE),
              new Grant(RBAC, List.of("roles"), List.of("escalate", "bind"))),
          ofAdministratorsInOwnNamespace(
              "change the namespace, quotas, network policies",
              new Grant("", List.of("namespaces", "resourcequotas", "limitranges"), WRITE),
              new Grant("networking.k8s.io", List.of("networkpolicies"), WRITE),
              new Grant("cilium.io", List.of("ciliumnetworkpolicies"), WRITE)),
          ofAdministratorsInOwnNamespace(
              "create tokens of service accounts, impersonate, use the proxy",
              grant("", "serviceaccounts/token", "create"),
              grant("", "serviceaccounts", "impersonate"),
              new Grant("", List.of("pods/proxy", "services/proxy"), List.of("get", "create"))));

  private AccessMatrix() {}

  private static Grant grant(String apiGroup, String resource, String verb) {
    return new Grant(apiGroup, List.of(resource), List.of(verb));
  }

  private static Grant connections(String subresource) {
    return new Grant("", List.of("pods/" + subresource), List.of("get", "create"));
  }

  /** Returns the lines of the table. */
  public static List<Capability> capabilities() {
    List<Capability> all = new ArrayList<>(READS);
    all.addAll(OPERATION);
    all.addAll(ADMINISTRATION);
    all.addAll(OWN_NAMESPACE);
    return List.copyOf(all);
  }

  /** Returns the head of the table of roles. */
  public static List<String> head(List<Role> roles) {
    List<String> head = new ArrayList<>(List.of("a person can"));
    roles.forEach(role -> head.add(role.key()));
    return head;
  }

  /** Returns the cells of the table; a role of Slipway has no line partly. */
  public static List<List<String>> rows(List<Role> roles) {
    return capabilities().stream().map(capability -> row(capability, roles)).toList();
  }

  private static List<String> row(Capability capability, List<Role> roles) {
    List<String> cells = new ArrayList<>();
    boolean isOwn = capability.scope() == Capability.Scope.OWN_NAMESPACE;
    cells.add(capability.text() + (isOwn ? " in an own namespace" : ""));
    roles.forEach(role -> cells.add(cell(capability, role)));
    return cells;
  }

  private static String cell(Capability capability, Role role) {
    return capability.isPermitted(role)
        ? "yes"
        : capability.isPermittedInPart(role) ? "partly" : "–";
  }
}
