package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import java.util.List;
import java.util.function.Function;

/**
 * A claim about the fleet, and the function that evaluates it.
 *
 * @param id stable identifier for programs
 * @param source the only data that the check reads
 * @param claim what is true if the check is satisfied
 * @param method how the claim is evaluated
 * @param rawData files with the data that was read; {@code *} matches any stack
 */
public record Check(
    String id,
    EvidenceSource source,
    String claim,
    String method,
    List<String> rawData,
    Function<EvidenceInput, Outcome> evaluate) {

  /** Evaluates the check. */
  public Outcome outcome(EvidenceInput input) {
    return evaluate.apply(input);
  }
}
