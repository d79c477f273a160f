package dev.slipway.plan.gitops;

import dev.slipway.plan.model.ArgoCdPlan;
import java.util.Map;

/** An object in Argo CD's namespace. */
final class ArgoCdObject {
  private ArgoCdObject() {}

  static Map<String, Object> of(
      String apiVersion, String kind, String name, Map<String, Object> spec) {
    return Map.of(
        "apiVersion",
        apiVersion,
        "kind",
        kind,
        "metadata",
        Map.of("name", name, "namespace", ArgoCdPlan.NAMESPACE),
        "spec",
        spec);
  }
}
