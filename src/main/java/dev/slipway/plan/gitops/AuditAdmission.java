package dev.slipway.plan.gitops;

import dev.slipway.plan.gitops.AdmissionPolicy.Rule;
import dev.slipway.plan.gitops.AdmissionPolicy.Variable;
import dev.slipway.plan.identity.ArgoCdTokenPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The admission policies for what Argo CD writes in the namespaces of the audit shipper and of the
 * log store, whose pods have folders of the node: one DaemonSet on control-plane nodes in each.
 */
public final class AuditAdmission {
  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

  private static final App SHIPPER =
      new App(
          AuditShipper.NAME,
          AuditShipper.NAME,
          CONTROL_PLANE,
          List.of("/var/log/audit/kube"),
          "/var/lib/audit-shipper",
          List.of(AuditShipper.SETTINGS, "kube-root-ca.crt"));

  private static final App STORE =
      new App(
          AuditStore.NAME,
          "default",
          "kubernetes.io/hostname",
          List.of(),
          "/var/lib/audit-store",
          List.of(AuditStore.SETTINGS, "kube-root-ca.crt"));

  /** True for the requests in other namespaces than the shipper's. */
  static final Variable OUTSIDE_SHIPPER =
      new Variable(
          "other-namespace",
          "!has(request.namespace) || request.namespace != " + quoted(AuditShipper.NAME));

  private AuditAdmission() {}

  /**
   * An app of one DaemonSet in a namespace of the same name.
   *
   * @param account the service account of its pods
   * @param selector a label of nodes that its pods select
   * @param read folders of the node that it reads
   * @param written the folder of the node that it writes
   * @param ofStack names of ConfigMaps that Argo CD does not write
   */
  private record App(
      String name,
      String account,
      String selector,
      List<String> read,
      String written,
      List<String> ofStack) {}

  /** Returns the policy for Argo CD of the Ops Cluster on a Management Cluster. */
  public static AdmissionPolicy shipper() {
    return policy(SHIPPER, ArgoCdAdmission.ARGO_CD);
  }

  /** Returns the policies for Argo CD on its own cluster, where RBAC limits it to nothing. */
  public static List<AdmissionPolicy> onOpsCluster() {
    Variable user =
        new Variable(
            "argocd", "request.userInfo.username == " + quoted(ArgoCdTokenPolicy.LOCAL_USER));
    return List.of(policy(SHIPPER, user), policy(STORE, user));
  }

  private static AdmissionPolicy policy(App app, Variable user) {
    Variable namespace =
        new Variable(
            app.name(), "has(request.namespace) && request.namespace == " + quoted(app.name()));
    return new AdmissionPolicy(
        "slipway-argocd-" + app.name(), List.of(user, namespace), variables(), rules(app));
  }

  private static List<Variable> variables() {
    return List.of(
        ArgoCdAdmission.RESOURCE,
        ArgoCdAdmission.IS_WRITTEN,
        new Variable("hasPods", "variables.isWritten && variables.resource == 'apps/daemonsets'"),
        new Variable("pod", "object.spec.template.spec"),
        ArgoCdAdmission.CONTAINERS,
        new Variable("volumes", "has(variables.pod.volumes) ? variables.pod.volumes : []"));
  }

  private static List<Rule> rules(App app) {
    return List.of(
        new Rule(
            "request.operation != 'CONNECT' && variables.resource in "
                + ArgoCdAdmission.resources(AuditShipper.WRITTEN),
            "Argo CD writes a DaemonSet and ConfigMaps here, no other kind"),
        ArgoCdAdmission.NO_SUBRESOURCE,
        new Rule(
            "variables.resource != 'apps/daemonsets' || request.name == " + quoted(app.name()),
            "the only DaemonSet of this namespace is " + app.name()),
        new Rule(
            "variables.resource != '/configmaps' || !(request.name in %s)"
                .formatted(ArgoCdAdmission.list(app.ofStack())),
            "the stack writes the ConfigMaps " + String.join(" and ", app.ofStack())),
        PodRules.withoutHostNamespaces(
            "has the network of the host and no other host namespace", "hostPID", "hostIPC"),
        PodRules.NO_NODE_NAME,
        account(app.account()),
        PodRules.rule(
            "has(variables.pod.nodeSelector) && %s in variables.pod.nodeSelector"
                .formatted(quoted(app.selector())),
            "selects nodes by " + app.selector()),
        PodRules.rule(
            "(!has(variables.pod.tolerations) || variables.pod.tolerations.all(t, has(t.key) &&"
                + " t.key == %s))".formatted(quoted(CONTROL_PLANE)),
            "tolerates only the taint of control planes"),
        PodRules.NO_SYSTEM_PRIORITY,
        volumes(app),
        readOnly(app),
        PodRules.NOT_PRIVILEGED,
        capabilities(),
        user());
  }

  private static Rule account(String name) {
    return PodRules.rule(
        name.equals("default")
            ? "(!has(variables.pod.serviceAccountName) || variables.pod.serviceAccountName =="
                + " 'default')"
            : "has(variables.pod.serviceAccountName) && variables.pod.serviceAccountName == "
                + quoted(name),
        "uses the service account " + name);
  }

  private static Rule volumes(App app) {
    String kinds =
        List.of("configMap", "emptyDir", "projected", "secret").stream()
            .map("has(v.%s)"::formatted)
            .collect(Collectors.joining(" || "));
    List<String> folders = new ArrayList<>(app.read());
    folders.add(app.written());
    return PodRules.rule(
        "variables.volumes.all(v, has(v.hostPath) ? v.hostPath.path in %s : (%s))"
            .formatted(ArgoCdAdmission.list(folders), kinds),
        "has no folder of the node but " + String.join(" and ", folders));
  }

  /** A pod that could write the log could also remove events before they are read. */
  private static Rule readOnly(App app) {
    return PodRules.rule(
        "variables.volumes.all(v, !has(v.hostPath) || !(v.hostPath.path in %s) || variables.containers.all(c, !has(c.volumeMounts) || c.volumeMounts.all(m, m.name != v.name || (has(m.readOnly) && m.readOnly))))"
            .formatted(ArgoCdAdmission.list(app.read())),
        "writes no folder of the node but " + app.written());
  }

  /** The folder that an app writes is root's until a container gives it to the app's user. */
  private static Rule capabilities() {
    return PodRules.rule(
        "variables.containers.all(c, has(c.securityContext) &&"
            + " has(c.securityContext.allowPrivilegeEscalation) &&"
            + " !c.securityContext.allowPrivilegeEscalation &&"
            + " has(c.securityContext.capabilities) && has(c.securityContext.capabilities.drop) &&"
            + " 'ALL' in c.securityContext.capabilities.drop &&"
            + " (!has(c.securityContext.capabilities.add) ||"
            + " c.securityContext.capabilities.add.all(one, one == 'CHOWN')))",
        "drops all capabilities but CHOWN");
  }

  /** Root without capabilities still owns the files of root in a folder of the node. */
  private static Rule user() {
    return PodRules.rule(
        "has(variables.pod.securityContext) && has(variables.pod.securityContext.runAsUser) &&"
            + " variables.pod.securityContext.runAsUser != 0 && variables.pod.containers.all(c,"
            + " !has(c.securityContext.runAsUser) || c.securityContext.runAsUser != 0)",
        "is not root, except in an init container");
  }

  private static String quoted(String text) {
    return ArgoCdAdmission.quoted(text);
  }
}
