package dev.slipway.components;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.resources.InvokeArgs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stack outputs that the last completed update wrote; empty for a new stack. */
record FormerOutputs(Map<String, Object> values) {

  /** The arguments of the engine's function. */
  private static final class Args extends InvokeArgs {
    @Import(required = true)
    @SuppressWarnings("unused") // the SDK reads it by reflection
    private final Output<String> name;

    Args(String stack) {
      this.name = Output.of(stack);
    }
  }

  /** Reads them from the stack's state. */
  static FormerOutputs of(Context context) {
    String stack =
        String.join("/", context.organizationName(), context.projectName(), context.stackName());
    Map<String, Object> result =
        Deployment.getInstance()
            .invokeAsync(
                "pulumi:pulumi:readStackOutputs",
                TypeShape.map(String.class, Object.class),
                new Args(stack))
            .join();
    Map<String, Object> values = new TreeMap<>();
    if (result.get("outputs") instanceof Map<?, ?> outputs) {
      outputs.forEach((name, value) -> values.put(String.valueOf(name), value));
    }
    return new FormerOutputs(values);
  }

  /** Returns a text that is not secret. */
  Optional<String> value(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Returns an output that is a mapping, or an empty one. */
  Map<String, Object> mapping(String name) {
    Map<String, Object> mapping = new TreeMap<>();
    if (values.get(name) instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> mapping.put(String.valueOf(key), value));
    }
    return mapping;
  }

  /** Returns whether an update of the stack has completed. */
  boolean exist() {
    return !values.isEmpty();
  }

  /**
   * Returns whether the state has Argo CD's objects: an update of version 0.1 completed, and none
   * of a newer version did. The output {@code apiServer} is as old as Slipway.
   */
  boolean haveArgoCdObjects() {
    return values.containsKey("apiServer") && !values.containsKey(OpsCluster.ARGOCD_VERSION);
  }
}
