package dev.slipway.config;

import dev.slipway.value.Environment;
import dev.slipway.value.SecretsProvider;
import dev.slipway.value.StackKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that two environments have separate states. */
final class StateRules {
  private final List<StackFile> files;
  private final ProblemCollector problems;
  private final Map<String, StackFile> owners = new HashMap<>();

  StateRules(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.problems = problems;
  }

  void validate() {
    for (StackFile file : files) {
      StateConfig state = file.config().state();
      if (state != null) {
        state(file, state);
      }
    }
  }

  /** Warns if an environment has no state backend, because nothing is compared then. */
  void warn(ProblemCollector warnings) {
    for (StackFile file : files) {
      if (file.config().kind() == StackKind.OPS_CLUSTER && file.config().state() == null) {
        warnings.add(
            file,
            "state",
            "is not set, so an update does not check in which state backend it runs; set"
                + " state.backend and state.secretsProvider");
      }
    }
  }

  private void state(StackFile file, StateConfig state) {
    if (file.config().kind() != StackKind.OPS_CLUSTER) {
      Environment environment = file.config().environment();
      problems.add(
          file,
          "state",
          "is only allowed with kind OpsCluster, for all stacks of the environment; move it to %s.yaml"
              .formatted(environment.text()));
      return;
    }
    requireUnique(file, "state.backend", state.backend().unit());
    SecretsProvider provider = state.secretsProvider();
    if (provider.isKey()) {
      requireUnique(file, "state.secretsProvider", provider.text().replaceFirst("\\?.*", ""));
    }
  }

  private void requireUnique(StackFile file, String key, String value) {
    StackFile owner = owners.putIfAbsent(value, file);
    if (owner != null) {
      problems.add(
          file,
          key,
          "\"%s\" is also used in %s; choose one that no other environment uses, so that no credential reads both states"
              .formatted(value, owner.path()));
    }
  }
}
