package dev.slipway.components.gitops;

import com.pulumi.kubernetes.core.v1.Secret;
import com.pulumi.kubernetes.core.v1.SecretArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.plan.gitops.ClusterRegistration;
import dev.slipway.plan.model.ArgoCdPlan;
import dev.slipway.plan.model.ClusterPlan;
import java.util.Map;

/** A Secret that registers a cluster at Argo CD, and by which ApplicationSets select it. */
final class ClusterSecret {
  private ClusterSecret() {}

  /** Creates the Secret with the fields of {@link ClusterRegistration}. */
  static Secret create(
      String resource,
      ClusterPlan plan,
      ClusterPlan ops,
      Map<String, String> fields,
      CustomResourceOptions.Builder options) {
    ObjectMetaArgs.Builder meta =
        ObjectMetaArgs.builder()
            .name("cluster-" + plan.name())
            .namespace(ArgoCdPlan.NAMESPACE)
            .labels(ClusterRegistration.labels(plan));
    Map<String, String> annotations = ClusterRegistration.annotations(plan, ops);
    if (!annotations.isEmpty()) {
      meta.annotations(annotations);
    }
    return new Secret(
        resource,
        SecretArgs.builder().metadata(meta.build()).stringData(fields).build(),
        options.build());
  }
}
