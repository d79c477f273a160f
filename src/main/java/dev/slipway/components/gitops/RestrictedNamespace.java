package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.meta.v1.outputs.ObjectMeta;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Returns the name of the namespace, available after it was created. {@code pulumi destroy
   * --run-program} gives no metadata.
   */
  static Output<String> nameOf(Namespace namespace, String name) {
    return namespace
        .metadata()
        .applyValue(meta -> Optional.ofNullable(meta).flatMap(ObjectMeta::name).orElse(name));
  }
}
