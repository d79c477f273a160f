package dev.slipway.plan.gitops;

import java.util.List;

/**
 * A ValidatingAdmissionPolicy for what Argo CD writes on a Management Cluster. The API server of
 * Kubernetes 1.30 and later evaluates it itself. Source: Kubernetes documentation, "Validating
 * Admission Policy".
 *
 * @param name of the policy and of its binding
 * @param conditions all are true for the requests that the policy is about
 * @param variables each after those that it uses
 */
public record AdmissionPolicy(
    String name, List<Variable> conditions, List<Variable> variables, List<Rule> rules) {
  /** Copies the lists. */
  public AdmissionPolicy {
    conditions = List.copyOf(conditions);
    variables = List.copyOf(variables);
    rules = List.copyOf(rules);
  }

  /** A named CEL expression. */
  public record Variable(String name, String expression) {}

  /** A CEL expression that must be true, and the message if it is not. */
  public record Rule(String expression, String message) {}
}
