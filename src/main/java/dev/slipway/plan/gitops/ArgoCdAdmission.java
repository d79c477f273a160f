package dev.slipway.plan.gitops;

import dev.slipway.plan.gitops.ArgoCdPermissions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ValidatingAdmissionPolicy for what Argo CD writes on a Management Cluster: the allow-list
 * again, and the fields that RBAC cannot see. The API server of Kubernetes 1.30 and later evaluates
 * it itself. Source: Kubernetes documentation, "Validating Admission Policy".
 */
public final class ArgoCdAdmission {
  /** Name of the policy and of its binding. */
  public static final String NAME = "slipway-argocd";

  /** True for the requests that the policy is about. */
  public static final String CONDITION =
      "request.userInfo.username in " + list(ArgoCdPermissions.USERS);

  private static final String RESOURCE = "request.resource.group + '/' + request.resource.resource";

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

  /** A named CEL expression that the rules use. */
  public record Variable(String name, String expression) {}

  /** A CEL expression that must be true, and the message if it is not. */
  public record Rule(String expression, String message) {}

  /** Returns the variables, each after those that it uses. */
  public static List<Variable> variables() {
    List<Kind> workloads = new ArrayList<>(ArgoCdPermissions.POD_TEMPLATES);
    workloads.add(ArgoCdPermissions.CRON_JOB);
    return List.of(
        new Variable("resource", RESOURCE),
        new Variable("isWritten", "request.operation in ['CREATE', 'UPDATE']"),
        new Variable(
            "hasPods", "variables.isWritten && variables.resource in " + resources(workloads)),
        new Variable(
            "pod",
            "variables.resource == %s ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec"
                .formatted(quoted(resource(ArgoCdPermissions.CRON_JOB)))),
        new Variable(
            "containers",
            "variables.pod.containers + (has(variables.pod.initContainers) ?"
                + " variables.pod.initContainers : [])"));
  }

  /** Returns the rules for a list of namespaces. */
  public static List<Rule> rules(List<String> namespaces) {
    List<Kind> kinds = new ArrayList<>(ArgoCdPermissions.written());
    kinds.add(ArgoCdPermissions.NAMESPACE);
    List<Rule> rules =
        new ArrayList<>(
            List.of(
                new Rule(
                    "request.operation != 'CONNECT' && variables.resource in " + resources(kinds),
                    "Argo CD does not write this kind"),
                new Rule(
                    "!has(request.subResource) || request.subResource == ''",
                    "Argo CD does not write subresources"),
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
        podRule(
            Stream.of("hostNetwork", "hostPID", "hostIPC")
                .map("(!has(variables.pod.%1$s) || !variables.pod.%1$s)"::formatted)
                .collect(Collectors.joining(" && ")),
            "has no host namespaces"),
        podRule("!has(variables.pod.nodeName)", "does not name its node"),
        podRule(
            Stream.of("serviceAccountName", "serviceAccount")
                .map("(!has(variables.pod.%1$s) || variables.pod.%1$s == 'default')"::formatted)
                .collect(Collectors.joining(" && ")),
            "uses the service account default"),
        podRule(
            "(!has(variables.pod.tolerations) || variables.pod.tolerations.all(t, has(t.key) &&"
                + " t.key != '' && !t.key.contains('kubernetes.io/') &&"
                + " !t.key.contains('cilium.io/')))",
            "tolerates only taints of worker pools"),
        podRule(
            "(!has(variables.pod.priorityClassName) ||"
                + " !variables.pod.priorityClassName.startsWith('system-'))",
            "has no priority of the system"),
        podRule(
            "(!has(variables.pod.volumes) || variables.pod.volumes.all(v, %s))"
                .formatted(
                    VOLUMES.stream()
                        .map("has(v.%s)"::formatted)
                        .collect(Collectors.joining(" || "))),
            "has only volumes of the kinds " + String.join(", ", VOLUMES)),
        podRule(
            "variables.containers.all(c, !has(c.securityContext) ||"
                + " !has(c.securityContext.privileged) || !c.securityContext.privileged)",
            "is not privileged"),
        podRule(
            "variables.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort)))",
            "has no ports of the host"));
  }

  private static Rule podRule(String expression, String message) {
    return new Rule("!variables.hasPods || " + expression, "a pod of Argo CD " + message);
  }

  private static String resources(List<Kind> kinds) {
    return list(kinds.stream().map(ArgoCdAdmission::resource).toList());
  }

  private static String resource(Kind kind) {
    return kind.apiGroup() + "/" + kind.resource();
  }

  private static String list(List<String> texts) {
    return texts.stream().map(ArgoCdAdmission::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
