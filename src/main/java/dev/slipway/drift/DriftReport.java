package dev.slipway.drift;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a comparison.
 *
 * @param findings in the order of their kinds, in which the fixes can be run
 * @param notProvided what was not compared because the cloud does not have it, each with the reason
 * @param notRead what could not be compared although it can exist, each with the reason
 */
public record DriftReport(List<Finding> findings, List<String> notProvided, List<String> notRead) {

  /** Sorts the findings; findings of one kind keep their order. */
  public DriftReport {
    findings = findings.stream().sorted(Comparator.comparing(Finding::kind)).toList();
    notProvided = List.copyOf(notProvided);
    notRead = List.copyOf(notRead);
  }

  /** Creates the result of a comparison that could read everything the cloud has. */
  public DriftReport(List<Finding> findings, List<String> notProvided) {
    this(findings, notProvided, List.of());
  }

  /** Returns what could not be compared, each with the reason. */
  public List<String> notAssessed() {
    return joined(notProvided, notRead);
  }

  /** Returns this report with further findings. */
  public DriftReport withFindings(List<Finding> more) {
    return new DriftReport(joined(findings, more), notProvided, notRead);
  }

  /** Returns this report with something else that could not be read. */
  public DriftReport withNotRead(String more) {
    return new DriftReport(findings, notProvided, joined(notRead, List.of(more)));
  }

  private static <T> List<T> joined(List<T> one, List<T> two) {
    return Stream.concat(one.stream(), two.stream()).toList();
  }
}
