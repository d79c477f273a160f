package dev.slipway.status;

import dev.slipway.change.SetOnce;
import dev.slipway.credentials.EndingCertificate;
import dev.slipway.plan.model.ClusterPlan;
import dev.slipway.recovery.StackState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The status of a stack.
 *
 * @param drift number of differences from the plan; empty if they were not looked for
 * @param certificates in the state, in the order of their ends
 * @param notAssessed what could not be read, each with the reason
 */
public record StackStatus(
    ClusterPlan plan,
    Condition condition,
    Optional<Integer> drift,
    List<SoftwareVersion> versions,
    Optional<LastUpdate> lastUpdate,
    List<EndingCertificate> certificates,
    List<String> notAssessed) {
  /** Copies the lists. */
  public StackStatus {
    versions = List.copyOf(versions);
    certificates = List.copyOf(certificates);
    notAssessed = List.copyOf(notAssessed);
  }

  static StackStatus notCreated(ClusterPlan plan) {
    return without(plan, Condition.NOT_CREATED, List.of());
  }

  static StackStatus notAssessed(ClusterPlan plan, String reason) {
    return without(plan, Condition.NOT_ASSESSED, List.of(reason));
  }

  private static StackStatus without(ClusterPlan plan, Condition condition, List<String> reasons) {
    List<SoftwareVersion> versions = SoftwareVersion.of(plan, Map.of());
    return new StackStatus(
        plan, condition, Optional.empty(), versions, Optional.empty(), List.of(), reasons);
  }

  /** Returns the status of a stack that exists in the state backend. */
  static StackStatus of(
      ClusterPlan plan,
      StackState state,
      Optional<LastUpdate> last,
      List<EndingCertificate> certificates,
      List<String> notAssessed) {
    if (state.isEmpty() && !state.isInterrupted()) {
      return notCreated(plan);
    }
    Map<String, String> recorded = state.stackOutput(SetOnce.OUTPUT);
    Stream<String> versions =
        recorded.isEmpty() ? Stream.of("versions: no completed update recorded them") : Stream.of();
    return new StackStatus(
        plan,
        condition(state, last),
        Optional.empty(),
        SoftwareVersion.of(plan, recorded),
        last,
        certificates,
        Stream.concat(notAssessed.stream(), versions).toList());
  }

  private static Condition condition(StackState state, Optional<LastUpdate> last) {
    if (state.isInterrupted() || last.isEmpty() || last.get().isRunning()) {
      return Condition.INTERRUPTED;
    }
    return last.get().succeeded() ? Condition.UP : Condition.FAILED;
  }

  /** Returns this status with the result of a comparison with the cloud. */
  public StackStatus withDrift(int findings, List<String> more) {
    return copy(Optional.of(findings), more);
  }

  /** Returns this status with something else that could not be read. */
  public StackStatus withNotAssessed(String more) {
    return copy(drift, List.of(more));
  }

  private StackStatus copy(Optional<Integer> findings, List<String> more) {
    List<String> all = Stream.concat(notAssessed.stream(), more.stream()).toList();
    return new StackStatus(plan, condition, findings, versions, lastUpdate, certificates, all);
  }

  /** Returns whether the stack has resources that can be compared with its plan. */
  public boolean isBuilt() {
    return condition != Condition.NOT_CREATED && condition != Condition.NOT_ASSESSED;
  }

  /** Returns whether the stack is known not to be as its file is. */
  public boolean isDifferent() {
    boolean complete = condition == Condition.UP || condition == Condition.NOT_ASSESSED;
    return !complete
        || drift.orElse(0) > 0
        || versions.stream().anyMatch(SoftwareVersion::isDifferent);
  }
}
