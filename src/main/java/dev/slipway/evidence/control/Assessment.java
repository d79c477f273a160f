package dev.slipway.evidence.control;

import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The outcomes of all checks for one input. */
public final class Assessment {
  /** Every check once, by evidence source and identifier. */
  private static final List<Check> CHECKS =
      Controls.ALL.stream()
          .flatMap(control -> control.checks().stream())
          .distinct()
          .sorted(Comparator.comparing(Check::source).thenComparing(Check::id))
          .toList();

  private final Map<Check, Outcome> outcomes = new LinkedHashMap<>();

  private Assessment(EvidenceInput input) {
    CHECKS.forEach(check -> outcomes.put(check, check.outcome(input)));
  }

  /** Evaluates every check. */
  public static Assessment of(EvidenceInput input) {
    return new Assessment(input);
  }

  /** Returns all checks, in the order of their numbers. */
  public List<Check> checks() {
    return CHECKS;
  }

  /** Returns the checks with a result, in the order of their numbers. */
  public List<Check> checks(Result result) {
    return CHECKS.stream().filter(check -> outcome(check).result() == result).toList();
  }

  /** Returns the number of a check in this version's reports, for example {@code C7}. */
  public String number(Check check) {
    return "C" + (CHECKS.indexOf(check) + 1);
  }

  /** Returns the outcome of a check. */
  public Outcome outcome(Check check) {
    return Objects.requireNonNull(outcomes.get(check), check.id());
  }

  /** Returns the worst result of a control's checks of one source; nothing if it has none. */
  public Optional<Result> result(Control control, EvidenceSource source) {
    return control.checks().stream()
        .filter(check -> check.source() == source)
        .map(check -> outcome(check).result())
        .min(Comparator.naturalOrder());
  }

  /** Returns the controls that have a check with the result NOT satisfied. */
  public List<Control> violatedControls() {
    return Controls.ALL.stream()
        .filter(
            control ->
                control.checks().stream()
                    .anyMatch(check -> outcome(check).result() == Result.NOT_SATISFIED))
        .toList();
  }
}
