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
import java.util.concurrent.CompletionException;

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
    return read(qualified(context, context.stackName()));
  }

  /** Reads those of another stack of the project; empty if there is no such stack. */
  static Optional<FormerOutputs> ofOtherStack(Context context, String stack) {
    String name = qualified(context, stack);
    try {
      return Optional.of(read(name));
    } catch (CompletionException failure) {
      // The engine has no function that lists stacks, and no other sign that one does not exist.
      if (String.valueOf(failure.getMessage()).contains("unknown stack \"%s\"".formatted(name))) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static String qualified(Context context, String stack) {
    return String.join("/", context.organizationName(), context.projectName(), stack);
  }

  private static FormerOutputs read(String stack) {
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

  /** Returns whether there is an output of that name. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns whether an update of the stack has completed. */
  boolean exist() {
    return !values.isEmpty();
  }

  /**
   * Returns whether the state has Argo CD's objects: an update of version 0.1 completed, and none
   * of a newer version did.
   */
  boolean haveArgoCdObjects() {
    return has(StackOutputNames.API_SERVER) && !has(OpsCluster.ARGOCD_VERSION);
  }
}
