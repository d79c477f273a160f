package dev.slipway.components.base;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ProviderResource;
import java.util.List;
import java.util.Map;

/**
 * A group of resources. Names of children begin with its name: a URN contains only the types of the
 * parents, so children of two components of one type would otherwise have the same URN.
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
   * Returns whether a child can be created again without loss of data. If the type of a child can
   * hold data, a component in production must either protect the child or return true for it here;
   * {@code ResourcePolicy} refuses every other child, for example a renamed one.
   */
  public boolean isReplaceable(String resource) {
    return false;
  }

  /** Reports to the engine that all children are registered; the last call of a constructor. */
  protected final void complete() {
    registerOutputs(Map.of());
  }
}
