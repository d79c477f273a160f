package dev.slipway.plan.gitops;

import dev.slipway.plan.gitops.AdmissionPolicy.Rule;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for the pods of workloads that Argo CD writes, for each of its admission policies. */
final class PodRules {
  static final Rule NO_NODE_NAME = rule("!has(variables.pod.nodeName)", "does not name its node");

  static final Rule NO_SYSTEM_PRIORITY =
      rule(
          "(!has(variables.pod.priorityClassName) ||"
              + " !variables.pod.priorityClassName.startsWith('system-'))",
          "has no priority of the system");

  static final Rule NOT_PRIVILEGED =
      rule(
          "variables.containers.all(c, !has(c.securityContext) ||"
              + " !has(c.securityContext.privileged) || !c.securityContext.privileged)",
          "is not privileged");

  private PodRules() {}

  /** Returns the rule for an expression that is true for an allowed pod. */
  static Rule rule(String expression, String message) {
    return new Rule("!variables.hasPods || " + expression, "a pod of Argo CD " + message);
  }

  static Rule withoutHostNamespaces(String message, String... fields) {
    return rule(
        Stream.of(fields)
            .map("(!has(variables.pod.%1$s) || !variables.pod.%1$s)"::formatted)
            .collect(Collectors.joining(" && ")),
        message);
  }
}
