package dev.slipway.cli;

import dev.slipway.document.Json;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.review.AffectedStack;
import dev.slipway.review.Change;
import dev.slipway.value.DnsLabel;
import dev.slipway.value.Environment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The output of {@code slipway stacks}. */
final class StacksOutput {
  private StacksOutput() {}

  /** Returns one line for each stack. */
  static String text(List<ClusterPlan> stacks) {
    return TextTable.of(
        List.of("STACK", "KIND", "ENVIRONMENT", "DATACENTER"),
        stacks.stream()
            .map(
                one ->
                    List.of(
                        one.name().text(),
                        one.kind().text(),
                        one.environment().text(),
                        one.datacenter().text()))
            .toList());
  }

  /** Returns the same for programs. */
  static Map<String, Object> document(List<ClusterPlan> stacks) {
    return Map.of(
        "stacks",
        stacks.stream()
            .map(
                one ->
                    Map.of(
                        "stack", one.name().text(),
                        "kind", one.kind().text(),
                        "environment", one.environment().text(),
                        "datacenter", one.datacenter().text()))
            .toList());
  }

  /** Returns the matrix of all stacks for a workflow. */
  static String matrix(List<ClusterPlan> stacks) {
    return matrix(stacks.stream().map(one -> entry(one.name(), one.environment())));
  }

  /** Returns one line for each affected stack. */
  static String affectedText(List<AffectedStack> stacks) {
    if (stacks.isEmpty()) {
      return "The change affects no stack.\n";
    }
    return TextTable.of(
        List.of("STACK", "ENVIRONMENT", "AFFECTED BY"),
        stacks.stream()
            .map(one -> List.of(one.name().text(), one.environment().text(), one.summary()))
            .toList());
  }

  /** Returns the same for programs, with every reason. */
  static Map<String, Object> document(Change change) {
    return Map.of(
        "stacks", change.affected().stream().map(StacksOutput::fields).toList(),
        "code", change.code());
  }

  private static Map<String, Object> fields(AffectedStack stack) {
    return Map.of(
        "stack", stack.name().text(),
        "environment", stack.environment().text(),
        "removed", stack.isRemoved(),
        "reasons", stack.reasons());
  }

  /** Returns the matrix of the affected stacks that exist after the change. */
  static String affectedMatrix(List<AffectedStack> stacks) {
    return matrix(
        stacks.stream()
            .filter(one -> !one.isRemoved())
            .map(one -> entry(one.name(), one.environment())));
  }

  private static Map<String, String> entry(DnsLabel stack, Environment environment) {
    return Map.of("stack", stack.text(), "environment", environment.text());
  }

  private static String matrix(Stream<Map<String, String>> entries) {
    return Json.write(Map.of("include", entries.toList())) + "\n";
  }
}
