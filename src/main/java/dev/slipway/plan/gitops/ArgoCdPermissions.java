package dev.slipway.plan.gitops;

import dev.slipway.plan.identity.ArgoCdTokenPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The permissions of Argo CD on a Management Cluster: an allow-list of kinds that it writes in the
 * namespaces of {@code gitops.namespaces}, and of what it reads in all. RBAC, the admission policy
 * and the AppProject follow from it; docs/adr/0029.
 */
public final class ArgoCdPermissions {
  /** The users as which Argo CD of the Ops Cluster signs in at a Management Cluster. */
  public static final List<String> USERS = List.of(ArgoCdTokenPolicy.USER);

  private static final List<String> READ = List.of("get", "list", "watch");
  private static final List<String> CHANGE = List.of("update", "patch");
  private static final List<String> WRITE = List.of("create", "update", "patch", "delete");

  static final Kind NAMESPACE = new Kind("", "Namespace", "namespaces");
  static final Kind SERVICE = new Kind("", "Service", "services");
  static final Kind CRON_JOB = new Kind("batch", "CronJob", "cronjobs");

  /** Kinds with a pod template in {@code spec.template}. */
  static final List<Kind> POD_TEMPLATES =
      List.of(
          new Kind("apps", "DaemonSet", "daemonsets"),
          new Kind("apps", "Deployment", "deployments"),
          new Kind("apps", "StatefulSet", "statefulsets"),
          new Kind("batch", "Job", "jobs"));

  private static final List<Kind> WITHOUT_PODS =
      List.of(
          new Kind("", "ConfigMap", "configmaps"),
          new Kind("", "LimitRange", "limitranges"),
          new Kind("", "ResourceQuota", "resourcequotas"),
          SERVICE,
          new Kind("networking.k8s.io", "NetworkPolicy", "networkpolicies"),
          new Kind("policy", "PodDisruptionBudget", "poddisruptionbudgets"));

  /** Kinds that controllers create for the written ones; Argo CD shows and never writes them. */
  private static final List<Kind> READ_ONLY =
      List.of(new Kind("", "Pod", "pods"), new Kind("apps", "ReplicaSet", "replicasets"));

  private ArgoCdPermissions() {}

  /** A kind of Kubernetes objects, and the resource of the API that has them. */
  record Kind(String apiGroup, String kind, String resource) {}

  /**
   * Permitted verbs on resources of one API group; the form of a rule of a Role.
   *
   * @param names names of the objects; empty means every name
   */
  public record Grant(
      String apiGroup, List<String> resources, List<String> verbs, List<String> names) {}

  /** Returns the kinds that Argo CD writes in the namespaces of the list. */
  static List<Kind> written() {
    return Stream.of(WITHOUT_PODS.stream(), POD_TEMPLATES.stream(), Stream.of(CRON_JOB))
        .flatMap(kinds -> kinds)
        .toList();
  }

  /**
   * Returns the permissions in the whole cluster. Argo CD lists a kind in all namespaces at once.
   * It cannot create or delete a namespace; the stack creates those of the list.
   */
  public static List<Grant> everywhere(List<String> namespaces) {
    List<Kind> read = new ArrayList<>(written());
    read.addAll(READ_ONLY);
    read.add(NAMESPACE);
    List<Grant> grants = new ArrayList<>(grants(read, READ));
    grants.add(new Grant(NAMESPACE.apiGroup(), List.of(NAMESPACE.resource()), CHANGE, namespaces));
    return grants;
  }

  /** Returns the permissions in each namespace of the list. */
  public static List<Grant> inNamespace() {
    return writing(written());
  }

  static List<Grant> writing(List<Kind> kinds) {
    return grants(kinds, WRITE);
  }

  private static List<Grant> grants(List<Kind> kinds, List<String> verbs) {
    Map<String, List<String>> resources = new TreeMap<>();
    kinds.forEach(
        kind ->
            resources
                .computeIfAbsent(kind.apiGroup(), group -> new ArrayList<>())
                .add(kind.resource()));
    return resources.entrySet().stream()
        .map(one -> new Grant(one.getKey(), List.copyOf(one.getValue()), verbs, List.of()))
        .toList();
  }
}
