package dev.slipway.components.base;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ProviderResource;
import java.util.List;
import java.util.Map;

/**
 * A group of resources. Names of children begin with its name: a URN contains the types of the
 * parents, not their names.
 */
public abstract class Component extends ComponentResource {
  private final String name;

  /**
   * Registers a component inside another one.
   *
   * @param type a part of the URN, for example {@code network:SecurityGroups}; it must never change
   * @param providers the providers of children that do not set their own
   */
  protected Component(
      String type, String name, Component parent, List<? extends ProviderResource> providers) {
    super(
        "slipway:" + type,
        name,
        ComponentResourceOptions.builder()
            .parent(parent)
            .providers(providers.toArray(ProviderResource[]::new))
            .build());
    this.name = name;
  }

  /** Registers a component at the top of the stack. */
  protected Component(String type, String name, List<? extends ProviderResource> providers) {
    super(
        "slipway:" + type,
        name,
        ComponentResourceOptions.builder()
            .providers(providers.toArray(ProviderResource[]::new))
            .build());
    this.name = name;
  }

  /** Returns the component's name. */
  protected final String name() {
    return name;
  }

  /** Returns the name of a child. */
  protected final String childName(String child) {
    return name + "-" + child;
  }

  /** Returns the options of a child. */
  protected final CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(this);
  }

  /**
   * Returns whether a child can be created again without loss of data. In production {@code
   * ResourcePolicy} refuses a child that is neither replaceable nor protected, if its type can hold
   * data. A component therefore lists the children that it does not protect; a child that is
   * renamed, or missing from the list, is refused.
   */
  public boolean isReplaceable(String resource) {
    return false;
  }

  /** Reports to the engine that all children are registered; the last call of a constructor. */
  protected final void complete() {
    registerOutputs(Map.of());
  }
}
