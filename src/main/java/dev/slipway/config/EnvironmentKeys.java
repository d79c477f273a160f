package dev.slipway.config;

import dev.slipway.value.StackKind;
import java.util.HashMap;
import java.util.Map;

/** Checks keys that an Ops Cluster's file has for its environment, each with values of its own. */
final class EnvironmentKeys {
  private final ProblemCollector problems;
  private final String purpose;
  private final Map<String, StackFile> owners = new HashMap<>();

  /**
   * Creates the checks.
   *
   * @param purpose why two environments may not have the same value, after "so that"
   */
  EnvironmentKeys(ProblemCollector problems, String purpose) {
    this.problems = problems;
    this.purpose = purpose;
  }

  /** Reports a key of another file than that of an Ops Cluster; returns whether it may be there. */
  boolean isAllowed(StackFile file, String key) {
    boolean isOps = file.config().kind() == StackKind.OPS_CLUSTER;
    if (!isOps) {
      problems.add(
          file,
          key,
          "is only allowed with kind OpsCluster, for all stacks of the environment; move it to %s.yaml"
              .formatted(file.config().environment().text()));
    }
    return isOps;
  }

  /** Reports a value that another file has. */
  void requireUnique(StackFile file, String key, String value) {
    StackFile owner = owners.putIfAbsent(value, file);
    if (owner != null) {
      problems.add(
          file,
          key,
          "\"%s\" is also used in %s; choose one that no other environment uses, so that %s"
              .formatted(value, owner.path(), purpose));
    }
  }
}
