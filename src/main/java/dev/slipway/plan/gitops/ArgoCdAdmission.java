package dev.slipway.plan.gitops;

import dev.slipway.plan.gitops.AdmissionPolicy.Rule;
import dev.slipway.plan.gitops.AdmissionPolicy.Variable;
import dev.slipway.plan.gitops.ArgoCdPermissions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The admission policy for what Argo CD writes on a Management Cluster: the allow-list again, and
 * the fields that RBAC cannot see.
 */
public final class ArgoCdAdmission {
  /** Name of the policy and of its binding. */
  public static final String NAME = "slipway-argocd";

  /** True for the requests of Argo CD. */
  static final Variable ARGO_CD =
      new Variable("argocd", "request.userInfo.username in " + list(ArgoCdPermissions.USERS));

  static final Variable RESOURCE =
      new Variable("resource", "request.resource.group + '/' + request.resource.resource");

  static final Variable IS_WRITTEN =
      new Variable("isWritten", "request.operation in ['CREATE', 'UPDATE']");

  static final Variable CONTAINERS =
      new Variable(
          "containers",
          "variables.pod.containers + (has(variables.pod.initContainers) ?"
              + " variables.pod.initContainers : [])");

  static final Rule NO_SUBRESOURCE =
      new Rule(
          "!has(request.subResource) || request.subResource == ''",
          "Argo CD does not write subresources");

  /** Sources of volumes that contain nothing of the node or of another namespace. */
  private static final List<String> VOLUMES =
      List.of(
          "configMap",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private ArgoCdAdmission() {}

  /** Returns the policy for a list of namespaces. */
  public static AdmissionPolicy of(List<String> namespaces) {
    return new AdmissionPolicy(NAME, List.of(ARGO_CD), variables(), rules(namespaces));
  }

  /** Returns the policy for a cluster whose namespace of the audit shipper has its own policy. */
  public static AdmissionPolicy outsideAuditShipper(List<String> namespaces) {
    return new AdmissionPolicy(
        NAME, List.of(ARGO_CD, AuditAdmission.OUTSIDE_SHIPPER), variables(), rules(namespaces));
  }

  private static List<Variable> variables() {
    List<Kind> workloads = new ArrayList<>(ArgoCdPermissions.POD_TEMPLATES);
    workloads.add(ArgoCdPermissions.CRON_JOB);
    return List.of(
        RESOURCE,
        IS_WRITTEN,
        new Variable(
            "hasPods", "variables.isWritten && variables.resource in " + resources(workloads)),
        new Variable(
            "pod",
            "variables.resource == %s ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec"
                .formatted(quoted(resource(ArgoCdPermissions.CRON_JOB)))),
        CONTAINERS);
  }

  private static List<Rule> rules(List<String> namespaces) {
    List<Kind> kinds = new ArrayList<>(ArgoCdPermissions.written());
    kinds.add(ArgoCdPermissions.NAMESPACE);
    List<Rule> rules =
        new ArrayList<>(
            List.of(
                new Rule(
                    "request.operation != 'CONNECT' && variables.resource in " + resources(kinds),
                    "Argo CD does not write this kind"),
                NO_SUBRESOURCE,
                new Rule(
                    "has(request.namespace) && request.namespace in " + list(namespaces),
                    "Argo CD writes only in namespaces of gitops.namespaces"),
                namespaceRule(),
                serviceRule()));
    rules.addAll(podRules());
    return List.copyOf(rules);
  }

  /** The stack creates the namespaces and decides their labels, of which Pod Security is one. */
  private static Rule namespaceRule() {
    return new Rule(
        "variables.resource != %s || (request.operation == 'UPDATE' && object.metadata.labels == oldObject.metadata.labels)"
            .formatted(quoted(resource(ArgoCdPermissions.NAMESPACE))),
        "Argo CD does not create, delete or label namespaces");
  }

  /** Another type opens a port of each node, gets an address of the cloud or redirects a name. */
  private static Rule serviceRule() {
    return new Rule(
        "variables.resource != %s || !variables.isWritten || (object.spec.type == 'ClusterIP' && !has(object.spec.externalIPs))"
            .formatted(quoted(resource(ArgoCdPermissions.SERVICE))),
        "a Service of Argo CD has the type ClusterIP and no externalIPs");
  }

  private static List<Rule> podRules() {
    return List.of(
        PodRules.withoutHostNamespaces(
            "has no host namespaces", "hostNetwork", "hostPID", "hostIPC"),
        PodRules.NO_NODE_NAME,
        PodRules.rule(
            Stream.of("serviceAccountName", "serviceAccount")
                .map("(!has(variables.pod.%1$s) || variables.pod.%1$s == 'default')"::formatted)
                .collect(Collectors.joining(" && ")),
            "uses the service account default"),
        PodRules.rule(
            "(!has(variables.pod.tolerations) || variables.pod.tolerations.all(t, has(t.key) &&"
                + " t.key != '' && !t.key.contains('kubernetes.io/') &&"
                + " !t.key.contains('cilium.io/')))",
            "tolerates only taints of worker pools"),
        PodRules.NO_SYSTEM_PRIORITY,
        PodRules.rule(
            "(!has(variables.pod.volumes) || variables.pod.volumes.all(v, %s))"
                .formatted(
                    VOLUMES.stream()
                        .map("has(v.%s)"::formatted)
                        .collect(Collectors.joining(" || "))),
            "has only volumes of the kinds " + String.join(", ", VOLUMES)),
        PodRules.NOT_PRIVILEGED,
        PodRules.rule(
            "variables.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort)))",
            "has no ports of the host"));
  }

  static String resources(List<Kind> kinds) {
    return list(kinds.stream().map(ArgoCdAdmission::resource).toList());
  }

  private static String resource(Kind kind) {
    return kind.apiGroup() + "/" + kind.resource();
  }

  static String list(List<String> texts) {
    return texts.stream().map(ArgoCdAdmission::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  static String quoted(String text) {
    return "'" + text + "'";
  }
}
