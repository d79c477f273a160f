package dev.slipway.drift;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a comparison.
 *
 * @param findings in the order of their kinds, in which the fixes can be run
 * @param notAssessed what could not be compared, each with the reason
 */
public record DriftReport(List<Finding> findings, List<String> notAssessed) {

  /** Sorts the findings; findings of one kind keep their order. */
  public DriftReport {
    findings = findings.stream().sorted(Comparator.comparing(Finding::kind)).toList();
    notAssessed = List.copyOf(notAssessed);
  }

  /** Returns this report with further findings. */
  public DriftReport withFindings(List<Finding> more) {
    return new DriftReport(Stream.concat(findings.stream(), more.stream()).toList(), notAssessed);
  }

  /** Returns this report with something else that could not be compared. */
  public DriftReport withNotAssessed(String more) {
    return new DriftReport(findings, Stream.concat(notAssessed.stream(), Stream.of(more)).toList());
  }
}
