package dev.slipway.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The environment variables of a child process that differ from those of this process.
 *
 * @param set values by their names; they can be secrets
 * @param removed names that it does not inherit; {@code set} can contain them
 */
public record ChildVariables(Map<String, String> set, Set<String> removed) {
  /** The variables of this process. */
  public static final ChildVariables INHERITED = new ChildVariables(Map.of(), Set.of());

  /** Copies the collections. */
  public ChildVariables {
    set = Map.copyOf(set);
    removed = Set.copyOf(removed);
  }

  /** Adds variables. */
  public ChildVariables with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(set);
    all.putAll(more);
    return new ChildVariables(all, removed);
  }

  /** Returns all variables of a child of a process with these. */
  public Map<String, String> in(Map<String, String> process) {
    Map<String, String> all = new HashMap<>(process);
    change(all);
    return all;
  }

  void change(Map<String, String> environment) {
    environment.keySet().removeAll(removed);
    environment.putAll(set);
  }

  /** Returns the names; the values can be secrets. */
  @Override
  public String toString() {
    return "%s, without %s".formatted(new TreeSet<>(set.keySet()), new TreeSet<>(removed));
  }
}
