package dev.slipway.plan.extension;

import dev.slipway.plan.model.OwnRole;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The additions of a program to the plan, by the names that messages use.
 *
 * @param checks rules for stack files
 * @param connections sources of connections
 * @param patches sources of machine config patches
 * @param roles roles of people, by key
 */
public record PlanExtensions(
    Map<String, StackFileCheck> checks,
    Map<String, ConnectionSource> connections,
    Map<String, PatchSource> patches,
    Map<String, OwnRole> roles) {
  /** Nothing beside Slipway's own plan. */
  public static final PlanExtensions NONE =
      new PlanExtensions(Map.of(), Map.of(), Map.of(), Map.of());

  /** Copies the maps; the order is kept. */
  public PlanExtensions {
    checks = new LinkedHashMap<>(checks);
    connections = new LinkedHashMap<>(connections);
    patches = new LinkedHashMap<>(patches);
    roles = new LinkedHashMap<>(roles);
  }

  /** Returns these and one more check. */
  public PlanExtensions withCheck(String name, StackFileCheck check) {
    return new PlanExtensions(added(checks, name, check), connections, patches, roles);
  }

  /** Returns these and one more source of connections. */
  public PlanExtensions withConnections(String name, ConnectionSource source) {
    return new PlanExtensions(checks, added(connections, name, source), patches, roles);
  }

  /** Returns these and one more source of machine config patches. */
  public PlanExtensions withMachineConfigPatches(String name, PatchSource source) {
    return new PlanExtensions(checks, connections, added(patches, name, source), roles);
  }

  /** Returns these and one more role of people. */
  public PlanExtensions withRole(OwnRole role) {
    return new PlanExtensions(checks, connections, patches, added(roles, role.key(), role));
  }

  /**
   * Returns the extensions of one kind and one more, in order.
   *
   * @throws IllegalArgumentException if the name is used already
   */
  public static <T> Map<String, T> added(Map<String, T> present, String name, T one) {
    Map<String, T> all = new LinkedHashMap<>(present);
    if (all.put(name, one) != null) {
      throw new IllegalArgumentException(
          "the name \"%s\" is used twice; give each extension a name of its own".formatted(name));
    }
    return all;
  }
}
