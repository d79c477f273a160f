package dev.slipway.preview;

import java.util.List;

/**
 * The effect of an update on one resource.
 *
 * @param type for example {@code openstack:networking/port:Port}
 * @param isProtected whether Pulumi refuses to delete it
 * @param changes of an update or a replacement
 */
public record ResourceStep(
    Operation operation,
    String type,
    String name,
    boolean isProtected,
    List<PropertyChange> changes) {
  /** Copies the list. */
  public ResourceStep {
    changes = List.copyOf(changes);
  }

  /** Returns for example {@code openstack:networking/port:Port staging-general-1}. */
  public String resource() {
    return type + " " + name;
  }
}
