package dev.slipway.plan.identity;

import java.util.List;

/**
 * A ClusterRole of Kubernetes.
 *
 * @param name its name; {@link #isOwn} if we create it
 * @param grants its rules
 */
public record Permissions(String name, List<Grant> grants) {
  /**
   * Prefix of the ClusterRoles that we create, so that none equals one of Kubernetes or a chart.
   */
  static final String PREFIX = "slipway:";

  /** API group of {@link #AUDIT_LOGS}. */
  public static final String AUDIT_GROUP = "audit.slipway.dev";

  /** The events in the log store, as a resource that no API serves. */
  public static final String AUDIT_LOGS = "auditlogs";

  /** Kubernetes' own ClusterRole for administrators. */
  public static final Permissions CLUSTER_ADMIN =
      new Permissions(
          "cluster-admin", List.of(new Grant(Grant.ANY, List.of(Grant.ANY), List.of(Grant.ANY))));

  /**
   * Kubernetes' own ClusterRole for readers; it excludes Secrets. Kubernetes may add to it, and so
   * may each ClusterRole with a label. Source: {@code kubectl get clusterrole view} of Kubernetes
   * 1.34.4, without the group extensions, which has no API.
   */
  public static final Permissions VIEW =
      new Permissions(
          "view",
          List.of(
              Grant.read(
                  "",
                  "bindings",
                  "configmaps",
                  "endpoints",
                  "events",
                  "limitranges",
                  "namespaces",
                  "namespaces/status",
                  "persistentvolumeclaims",
                  "persistentvolumeclaims/status",
                  "pods",
                  "pods/log",
                  "pods/status",
                  "replicationcontrollers",
                  "replicationcontrollers/scale",
                  "replicationcontrollers/status",
                  "resourcequotas",
                  "resourcequotas/status",
                  "serviceaccounts",
                  "services",
                  "services/status"),
              Grant.read("discovery.k8s.io", "endpointslices"),
              Grant.read(
                  "apps",
                  "controllerrevisions",
                  "daemonsets",
                  "daemonsets/status",
                  "deployments",
                  "deployments/scale",
                  "deployments/status",
                  "replicasets",
                  "replicasets/scale",
                  "replicasets/status",
                  "statefulsets",
                  "statefulsets/scale",
                  "statefulsets/status"),
              Grant.read(
                  "autoscaling", "horizontalpodautoscalers", "horizontalpodautoscalers/status"),
              Grant.read("batch", "cronjobs", "cronjobs/status", "jobs", "jobs/status"),
              Grant.read("policy", "poddisruptionbudgets", "poddisruptionbudgets/status"),
              Grant.read("networking.k8s.io", "ingresses", "ingresses/status", "networkpolicies"),
              Grant.read("resource.k8s.io", "resourceclaims", "resourceclaims/status"),
              Grant.read("resource.k8s.io", "resourceclaimtemplates")));

  /** Copies the list. */
  public Permissions {
    grants = List.copyOf(grants);
  }

  /** Whether the ClusterRole is one that we create. */
  public boolean isOwn() {
    return name.startsWith(PREFIX);
  }

  /** Returns the name without our prefix. */
  public String ownName() {
    return name.substring(PREFIX.length());
  }
}
