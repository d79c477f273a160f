package dev.slipway.components.gitops;

import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/** A namespace that enforces the restricted profile of Pod Security Standards. */
final class RestrictedNamespace {
  private RestrictedNamespace() {}

  /** Creates the namespace. */
  static Namespace create(String resource, String name, CustomResourceOptions.Builder options) {
    return new Namespace(
        resource,
        NamespaceArgs.builder()
            .metadata(
                ObjectMetaArgs.builder()
                    .name(name)
                    .labels(Map.of("pod-security.kubernetes.io/enforce", "restricted"))
                    .build())
            .build(),
        options.build());
  }
}
