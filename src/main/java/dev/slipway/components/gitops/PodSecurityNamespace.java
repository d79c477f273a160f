package dev.slipway.components.gitops;

import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/** A namespace that enforces a profile of Pod Security Standards. */
final class PodSecurityNamespace {
  private PodSecurityNamespace() {}

  /** Creates a namespace with the profile restricted. */
  static Namespace restricted(String resource, String name, CustomResourceOptions.Builder options) {
    return create(resource, name, "restricted", options);
  }

  /** Creates a namespace whose pods may have folders of the node. */
  static Namespace privileged(String resource, String name, CustomResourceOptions.Builder options) {
    return create(resource, name, "privileged", options);
  }

  private static Namespace create(
      String resource, String name, String profile, CustomResourceOptions.Builder options) {
    return new Namespace(
        resource,
        NamespaceArgs.builder()
            .metadata(
                ObjectMetaArgs.builder()
                    .name(name)
                    .labels(Map.of("pod-security.kubernetes.io/enforce", profile))
                    .build())
            .build(),
        options.build());
  }
}
