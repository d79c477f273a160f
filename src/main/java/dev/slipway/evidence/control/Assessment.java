package dev.slipway.evidence.control;

import dev.slipway.evidence.control.Outcome.Result;
import dev.slipway.evidence.model.EvidenceInput;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

  private final List<EntryPointReading> entryPoints;

  private Assessment(EvidenceInput input) {
    entryPoints =
        input.entryPoints().stream().map(one -> EntryPointReading.of(one, input)).toList();
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

  /** Returns what was read of each entry point of the environment's clusters. */
  public List<EntryPointReading> entryPoints() {
    return entryPoints;
  }

  /** Returns what was read of the entry points of a control. */
  public List<EntryPointReading> entryPoints(Control control) {
    return entryPoints.stream()
        .filter(one -> control.entryPoints().contains(one.entryPoint().kind()))
        .toList();
  }

  /**
   * Returns the worst result of a control's checks and entry points: what was only planned is not
   * assessed.
   */
  public Result result(Control control) {
    Stream<Result> checks = control.checks().stream().map(check -> outcome(check).result());
    Stream<Result> read = entryPoints(control).stream().map(EntryPointReading::result);
    boolean plannedOnly =
        control.checks().stream().allMatch(check -> check.source() == EvidenceSource.PLAN)
            && control.entryPoints().isEmpty();
    Stream<Result> unread = plannedOnly ? Stream.of(Result.NOT_ASSESSED) : Stream.empty();
    return Stream.of(checks, read, unread)
        .flatMap(Function.identity())
        .min(Comparator.naturalOrder())
        .orElse(Result.NOT_ASSESSED);
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
