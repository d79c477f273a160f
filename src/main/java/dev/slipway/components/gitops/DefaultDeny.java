package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.networking.v1.NetworkPolicy;
import com.pulumi.kubernetes.networking.v1.NetworkPolicyArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.plan.gitops.NetworkPolicies;

/** A network policy that denies each connection which no other policy of the namespace allows. */
final class DefaultDeny {
  private DefaultDeny() {}

  /** Creates the policy; returns its id. */
  static Output<String> create(
      String resource, Output<String> namespace, CustomResourceOptions.Builder options) {
    return new NetworkPolicy(
            resource,
            NetworkPolicyArgs.builder()
                .metadata(
                    ObjectMetaArgs.builder()
                        .name(NetworkPolicies.DEFAULT_DENY)
                        .namespace(namespace)
                        .build())
                .spec(
                    NetworkPolicySpecArgs.builder()
                        .podSelector(LabelSelectorArgs.builder().build())
                        .policyTypes("Ingress", "Egress")
                        .build())
                .build(),
            options.build())
        .id();
  }
}
