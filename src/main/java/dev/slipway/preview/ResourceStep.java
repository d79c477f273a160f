package dev.slipway.preview;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The effect of an update on one resource.
 *
 * @param type for example {@code openstack:networking/port:Port}
 * @param isProtected whether Pulumi refuses to delete it
 * @param changes of an update or a replacement
 * @param inputs of a resource that is created, imported or replaced, by their names: JSON as in
 *     {@link PropertyChange}, or the digest of a long value
 */
public record ResourceStep(
    Operation operation,
    String type,
    String name,
    boolean isProtected,
    List<PropertyChange> changes,
    SortedMap<String, String> inputs) {
  /** Copies the collections. */
  public ResourceStep {
    changes = List.copyOf(changes);
    inputs = new TreeMap<>(inputs);
  }

  /** Creates a step of a resource that exists. */
  public ResourceStep(
      Operation operation,
      String type,
      String name,
      boolean isProtected,
      List<PropertyChange> changes) {
    this(operation, type, name, isProtected, changes, new TreeMap<>());
  }

  /** Returns for example {@code openstack:networking/port:Port staging-general-1}. */
  public String resource() {
    return type + " " + name;
  }
}
