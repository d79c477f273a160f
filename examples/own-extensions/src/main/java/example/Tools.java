package example;

import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.components.extension.DeployedCluster;

/** A namespace for the operator's tools in each cluster. */
final class Tools {
  private Tools() {}

  static void create(DeployedCluster cluster) {
    ObjectMetaArgs metadata = ObjectMetaArgs.builder().name("tools").build();
    new Namespace(
        cluster.plan().name() + "-tools",
        NamespaceArgs.builder().metadata(metadata).build(),
        CustomResourceOptions.builder().provider(cluster.kubernetes()).build());
  }
}
