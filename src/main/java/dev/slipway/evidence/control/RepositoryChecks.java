package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import dev.slipway.evidence.model.RawData;
import dev.slipway.evidence.model.RepositoryState;
import dev.slipway.evidence.model.RepositoryState.Setting;
import java.util.List;
import java.util.Optional;

/** Checks of the settings of the repository with the stack files. */
final class RepositoryChecks {
  static final Check CHANGES =
      new Check(
          "repository-changes",
          EvidenceSource.FORGE,
          "the repository accepts no change without a pull request, an approval and its checks, and"
              + " deploys only approved changes",
          "each setting is read from the forge's API and compared with the weakest value that is"
              + " accepted",
          List.of(RawData.REPOSITORY),
          input -> evaluate(input, "6.2"));

  static final Check DUTIES =
      new Check(
          "repository-duties",
          EvidenceSource.FORGE,
          "no person can both make and approve a change or a deployment, administrators included",
          "the same comparison, of the settings that concern who approves",
          List.of(RawData.REPOSITORY),
          input -> evaluate(input, "A.5.3"));

  private RepositoryChecks() {}

  private static Outcome evaluate(EvidenceInput input, String control) {
    return input
        .repository()
        .map(state -> evaluate(input, state, control))
        .orElseGet(() -> Outcome.notAssessed("this run has no result of slipway repository check"));
  }

  private static Outcome evaluate(EvidenceInput input, RepositoryState state, String control) {
    List<String> weakenings = findings(state.weakenings(), control);
    List<String> notAssessed = findings(state.notAssessed(), control);
    String read = "%s was read on %s".formatted(state.name(), state.readAt());
    if (!weakenings.isEmpty()) {
      return Outcome.of(weakenings, read);
    }
    Optional<Outcome> old = ResultAge.problem(input, state.readAt(), read);
    if (old.isPresent()) {
      return old.get();
    }
    return notAssessed.isEmpty()
        ? Outcome.of(List.of(), "%s: %d settings as required".formatted(read, state.satisfied()))
        : new Outcome(
            Outcome.Result.NOT_ASSESSED,
            "%s: %d settings could not be read".formatted(read, notAssessed.size()),
            notAssessed);
  }

  private static List<String> findings(List<Setting> settings, String control) {
    return settings.stream()
        .filter(one -> one.controls().contains(control))
        .map(Setting::finding)
        .toList();
  }
}
