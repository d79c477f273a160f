package dev.slipway.evidence.control;

import dev.slipway.evidence.model.EvidenceInput;
import java.util.List;
import java.util.function.Function;

/**
 * One thing that is looked at.
 *
 * @param id for machines; never changes
 * @param claim what is true where the check holds
 * @param how it is found out
 * @param data files of raw data that it rests on; {@code *} stands for any stack
 */
public record Check(
    String id,
    EvidenceSource layer,
    String claim,
    String how,
    List<String> data,
    Function<EvidenceInput, Outcome> evaluate) {

  /** Looks. */
  public Outcome outcome(EvidenceInput subject) {
    return evaluate.apply(subject);
  }
}
