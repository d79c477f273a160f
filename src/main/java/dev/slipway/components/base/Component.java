package dev.slipway.components.base;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ProviderResource;
import java.util.List;
import java.util.Map;

/** A group of resources. Children are named after it, because a URN holds types, not names. */
public abstract class Component extends ComponentResource {
  private final String name;

  /**
   * Registers the group.
   *
   * @param type room and class, for example {@code network:OpenStackNetwork}
   * @param parent the group around it, or nothing for the stack's top
   * @param providers used by every child that does not name its own
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

  /** A group at the stack's top. */
  protected Component(String type, String name, List<? extends ProviderResource> providers) {
    super(
        "slipway:" + type,
        name,
        ComponentResourceOptions.builder()
            .providers(providers.toArray(ProviderResource[]::new))
            .build());
    this.name = name;
  }

  /** This group's own name. */
  protected final String name() {
    return name;
  }

  /** The name of a child. */
  protected final String childName(String child) {
    return name + "-" + child;
  }

  /** Options of a child. */
  protected final CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(this);
  }

  /**
   * Returns whether a child can be created again without loss of data. {@code ResourcePolicy} asks
   * for each child whose type can hold data, and refuses in production one that is neither
   * replaceable nor protected. A component therefore lists the children that it does not protect:
   * one that it forgets, or renames, is refused.
   */
  public boolean isReplaceable(String resource) {
    return false;
  }

  /** Ends the constructor: the engine then knows that no more children come. */
  protected final void complete() {
    registerOutputs(Map.of());
  }
}
