package dev.slipway.config;

import dev.slipway.value.SecretsProvider;
import dev.slipway.value.StackKind;
import java.util.List;

/** Checks that two environments have separate states. */
final class StateRules {
  private final List<StackFile> files;
  private final EnvironmentKeys keys;

  StateRules(List<StackFile> files, ProblemCollector problems) {
    this.files = files;
    this.keys = new EnvironmentKeys(problems, "no credential reads both states");
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
    if (!keys.isAllowed(file, "state")) {
      return;
    }
    keys.requireUnique(file, "state.backend", state.backend().unit());
    SecretsProvider provider = state.secretsProvider();
    if (provider.isKey()) {
      keys.requireUnique(file, "state.secretsProvider", provider.text().replaceFirst("\\?.*", ""));
    }
  }
}
