package dev.slipway.components.gitops;

import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.ConfigMapPatch;
import com.pulumi.kubernetes.core.v1.ConfigMapPatchArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaPatchArgs;
import com.pulumi.kubernetes.yaml.v2.ConfigGroup;
import com.pulumi.kubernetes.yaml.v2.ConfigGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.components.base.Component;
import dev.slipway.plan.model.ArgoCdPlan;
import java.util.List;
import java.util.Map;

/**
 * Argo CD's objects in the state of a stack of version 0.1. One update marks them to be retained;
 * only then can the next one leave them out without deleting them, docs/adr/0018.
 */
final class FormerArgoCdObjects {
  private FormerArgoCdObjects() {}

  /** Registers the objects as version 0.1 did, and marks them. */
  static List<Resource> retain(
      String name, String manifest, Resource namespace, Provider kubernetes, Component parent) {
    ConfigGroup release =
        new ConfigGroup(
            name + "-release",
            ConfigGroupArgs.builder().yaml(manifest).build(),
            ComponentResourceOptions.builder()
                .parent(parent)
                .providers(kubernetes)
                .dependsOn(namespace)
                .retainOnDelete(true)
                .build());
    CustomResourceOptions settings =
        CustomResourceOptions.builder()
            .parent(parent)
            .dependsOn(release)
            .retainOnDelete(true)
            .build();
    return List.of(
        release,
        patch(name, ArgoCdRelease.SETTINGS, ArgoCdRelease.configuration(), settings),
        patch(name, ArgoCdRelease.PERMISSIONS, ArgoCdRelease.permissions(), settings));
  }

  private static ConfigMapPatch patch(
      String name, String configMap, Map<String, String> data, CustomResourceOptions options) {
    return new ConfigMapPatch(
        name + "-" + configMap,
        ConfigMapPatchArgs.builder()
            .metadata(
                ObjectMetaPatchArgs.builder()
                    .name(configMap)
                    .namespace(ArgoCdPlan.NAMESPACE)
                    .build())
            .data(data)
            .build(),
        options);
  }
}
