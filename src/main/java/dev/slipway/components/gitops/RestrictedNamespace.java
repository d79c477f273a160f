package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/** A namespace whose pods keep to the restricted profile of Kubernetes' Pod Security. */
final class RestrictedNamespace {
  private RestrictedNamespace() {}

  /** Makes it. */
  static Namespace make(String resource, String name, CustomResourceOptions.Builder options) {
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

  /** Its name, known once it is there. */
  static Output<String> nameOf(Namespace namespace) {
    return namespace.metadata().applyValue(meta -> meta.name().orElseThrow());
  }
}
