package dev.slipway.components.gitops;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;

/**
 * An object of a type that a CustomResourceDefinition of the same update adds. A ConfigGroup fails
 * with a type that the provider did not read when it started.
 */
final class CustomObject extends CustomResource {
  CustomObject(String resource, Map<String, Object> object, CustomResourceOptions.Builder options) {
    super(
        "kubernetes:%s:%s".formatted(object.get("apiVersion"), object.get("kind")),
        resource,
        new Args(object),
        options.build());
  }

  /** The fields of an object. The SDK reads them by reflection. */
  @SuppressWarnings("UnusedVariable")
  private static final class Args extends ResourceArgs {
    @Import final Output<Object> apiVersion;
    @Import final Output<Object> kind;
    @Import final Output<Object> metadata;
    @Import final Output<Object> spec;

    Args(Map<String, Object> object) {
      this.apiVersion = Output.of(object.get("apiVersion"));
      this.kind = Output.of(object.get("kind"));
      this.metadata = Output.of(object.get("metadata"));
      this.spec = Output.of(object.get("spec"));
    }
  }
}
