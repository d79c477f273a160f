package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.meta.v1.outputs.ObjectMeta;
import java.util.Optional;

/** The name of an object of Kubernetes, available after the object was created. */
final class ObjectName {
  private ObjectName() {}

  /** {@code pulumi destroy --run-program} gives no metadata; then the name is {@code planned}. */
  static Output<String> of(Output<ObjectMeta> metadata, String planned) {
    return metadata.applyValue(
        meta -> Optional.ofNullable(meta).flatMap(ObjectMeta::name).orElse(planned));
  }
}
